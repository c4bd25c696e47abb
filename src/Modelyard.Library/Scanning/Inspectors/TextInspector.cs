using System.Text;
using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>Text: source code, configuration, templates, and secrets left in any of them.</summary>
internal static class TextInspector
{
    private const int LongestTemplate = 4 << 20;

    internal static void Inspect(Content content, ContentFormat format, ReadOnlySpan<byte> head, Inspection inspection)
    {
        var extension = Path.GetExtension(content.Name).ToLowerInvariant();
        if (extension is ".py" or ".pyx" or ".pyw" or ".ipynb")
        {
            inspection.Report(CodeRules.Python, content, "", "it is Python source");
        }
        else if (head.StartsWith("#!"u8) || extension is ".sh" or ".bash" or ".ps1" or ".bat" or ".cmd" or ".js" or ".vbs")
        {
            inspection.Report(CodeRules.Script, content, "", "it is a script");
        }

        if (extension is ".jinja" or ".jinja2" or ".j2")
        {
            InspectTemplate(content, inspection);
        }

        if (format is ContentFormat.Json && extension is not ".jsonl")
        {
            JsonInspector.Inspect(content, inspection);
        }

        inspection.Read(content, reader => SecretSearch.Check(reader, content, inspection));
    }

    private static void InspectTemplate(Content content, Inspection inspection)
    {
        if (content.Size > LongestTemplate)
        {
            inspection.Unfinished(TemplateRules.Unreadable, content, "", $"the template has {content.Size} bytes, which no chat template has");
            return;
        }

        var template = inspection.Read(content, reader => Encoding.UTF8.GetString(reader.Bytes(content.Size, LongestTemplate, "the template")));
        TemplateInspector.Inspect(template, content, "", inspection);
    }
}
