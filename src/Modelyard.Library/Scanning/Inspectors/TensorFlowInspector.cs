using System.Collections.Frozen;
using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>TensorFlow has operators that do more than arithmetic. There are too many harmless ones to list them; what is listed is what reaches out.</summary>
internal static class TensorFlowInspector
{
    private static readonly FrozenSet<string> PythonOperators = new[] { "PyFunc", "PyFuncStateless", "EagerPyFunc" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> ReachingOperators = new[]
    {
        "ReadFile", "WriteFile", "MatchingFiles", "PrintV2", "DebugIdentity", "DebugIdentityV2", "DebugIdentityV3", "DebugNanCount", "DebugNumericSummary", "DebugNumericSummaryV2",
        "CreateSummaryFileWriter", "CreateSummaryDbWriter", "ImportEvent", "RpcCall", "RpcClient", "RpcServer", "RpcServerStart", "WholeFileReader", "WholeFileReaderV2", "TextLineReader",
        "TextLineReaderV2", "TFRecordReader", "TFRecordReaderV2", "FixedLengthRecordReader", "FixedLengthRecordReaderV2", "LMDBReader", "LMDBDataset", "TextLineDataset", "TFRecordDataset",
        "TFRecordDatasetV2", "FixedLengthRecordDataset", "FixedLengthRecordDatasetV2", "CSVDataset", "CSVDatasetV2", "SqlDataset", "MatchingFilesDataset", "DatasetToTFRecord",
        "DataServiceDataset", "DataServiceDatasetV2", "DataServiceDatasetV3", "DataServiceDatasetV4", "RegisterDataset", "RegisterDatasetV2", "SaveDataset", "SaveDatasetV2", "LoadDataset",
    }.ToFrozenSet(StringComparer.Ordinal);

    internal static void Inspect(Content content, bool isSavedModel, Inspection inspection)
    {
        var graph = inspection.Read(content, reader => TensorFlowGraphReader.Read(reader, content.Size, isSavedModel));
        foreach (var problem in graph.Problems)
        {
            inspection.Unfinished(TensorFlowRules.Damaged, content, problem.Location, problem.Message);
        }

        foreach (var (name, times) in graph.Operators.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            if (PythonOperators.Contains(name))
            {
                inspection.Report(TensorFlowRules.Python, content, name, $"the graph uses {name} ({times} times), which calls Python");
            }
            else if (ReachingOperators.Contains(name))
            {
                inspection.Report(TensorFlowRules.Machine, content, name, $"the graph uses {name} ({times} times), which reads or writes files or talks to other machines");
            }
        }
    }
}
