using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>Formats of weights with a header: no code in them, but offsets that an engine follows.</summary>
internal static class WeightInspector
{
    internal static void InspectSafetensors(Content content, Inspection inspection)
    {
        var header = inspection.Read(content, reader => SafetensorsHeaderReader.Read(reader, content.Size));
        Report(WeightRules.Safetensors, header.Problems, content, inspection);
        foreach (var (key, value) in header.Metadata)
        {
            SecretSearch.Check(value, content, $"__metadata__.{key}", inspection);
        }
    }

    internal static void InspectGguf(Content content, Inspection inspection)
    {
        var header = inspection.Read(content, reader => GgufHeaderReader.Read(reader, content.Size));
        Report(WeightRules.Gguf, header.Problems, content, inspection);
        foreach (var (key, value) in header.Values)
        {
            if (value is not string text)
            {
                continue;
            }

            SecretSearch.Check(text, content, key, inspection);
            if (key.StartsWith("tokenizer.chat_template", StringComparison.Ordinal))
            {
                TemplateInspector.Inspect(text, content, key, inspection);
            }
        }
    }

    private static void Report(WeightRules rules, IReadOnlyList<FormatProblem> problems, Content content, Inspection inspection)
    {
        foreach (var problem in problems)
        {
            if (problem.Fault is FormatFault.Damaged or FormatFault.Truncated or FormatFault.Absurd or FormatFault.Unknown)
            {
                inspection.Unfinished(rules.For(problem.Fault), content, problem.Location, problem.Message);
            }
            else
            {
                inspection.Report(rules.For(problem.Fault), content, problem.Location, problem.Message);
            }
        }
    }
}
