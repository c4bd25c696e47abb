using System.Collections.Frozen;
using System.Globalization;
using Modelyard.Artifacts;

namespace Modelyard.Library;

internal static class OnnxInspector
{
    /// <summary>Domains whose operators ONNX and ONNX Runtime implement themselves.</summary>
    private static readonly FrozenSet<string> BuiltIn = new[]
    {
        "", "ai.onnx", "ai.onnx.ml", "ai.onnx.training", "ai.onnx.preview", "ai.onnx.preview.training", "com.microsoft", "com.microsoft.nchwc", "com.microsoft.experimental",
        "com.ms.internal.nhwc", "org.pytorch.aten",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> PythonOperators = new[] { "PyOp", "PyCustomOp", "PythonOp", "PythonOpGrad", "PyCustomOpDef", "PyFunc" }.ToFrozenSet(StringComparer.Ordinal);

    internal static void Inspect(Content content, Inspection inspection)
    {
        var model = inspection.Read(content, reader => OnnxModelReader.Read(reader, content.Size));
        foreach (var problem in model.Problems)
        {
            inspection.Unfinished(OnnxRules.Damaged, content, problem.Location, problem.Message);
        }

        foreach (var (used, times) in model.Operators)
        {
            var isKnown = BuiltIn.Contains(used.Domain) || inspection.Options.AllowedOperatorDomains.Contains(used.Domain) || model.Functions.Contains(used);
            if (PythonOperators.Contains(used.Name))
            {
                inspection.Report(OnnxRules.PythonOperator, content, used.Name, $"the graph uses {used.Name} of \"{used.Domain}\" ({times} times), which runs Python");
            }
            else if (!isKnown)
            {
                inspection.Report(OnnxRules.CustomOperator, content, used.Name, $"the graph uses {used.Name} of \"{used.Domain}\" ({times} times), which is not built in");
            }
        }

        foreach (var external in model.ExternalData)
        {
            Check(external, content, inspection);
        }
    }

    private static void Check(OnnxExternalData external, Content content, Inspection inspection)
    {
        var location = external.Location ?? "";
        if (RelativePath.Problem(location) is { } problem)
        {
            inspection.Report(OnnxRules.ExternalEscape, content, external.Tensor, $"tensor {external.Tensor} is read from \"{location}\", which {problem}");
            return;
        }

        // Locations count from the folder of the graph.
        var path = Path.Combine(Path.GetDirectoryName(inspection.File.Path) ?? "", location).Replace('\\', '/');
        if (inspection.ModelFiles.SizeOf(path) is not { } size)
        {
            inspection.Report(OnnxRules.ExternalMissing, content, external.Tensor, $"tensor {external.Tensor} is read from \"{location}\", which is not part of the model");
        }
        else if (Number(external.Offset) is not { } offset || Number(external.Length) is not { } length || offset + (UInt128)length > (ulong)size)
        {
            inspection.Report(OnnxRules.ExternalMissing, content, external.Tensor,
                $"tensor {external.Tensor} is read from \"{location}\" at {external.Offset ?? "0"}, {external.Length ?? "all"} bytes, which the file does not have");
        }
        else
        {
            inspection.ModelFiles.AddWeights(path);
        }
    }

    private static ulong? Number(string? text) => text is null ? 0 : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
