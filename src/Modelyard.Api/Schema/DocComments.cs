using System.Collections.Frozen;
using System.Text;
using System.Xml;

namespace Modelyard.Api;

/// <summary>Summaries of this assembly's doc comments, from the XML file beside it. Without the file there are no descriptions, nothing else.</summary>
internal static class DocComments
{
    private static readonly Lazy<FrozenDictionary<string, string>> Summaries = new(Load);

    /// <summary>The summary of a member, named as the compiler names it: <c>P:Modelyard.Api.Probe.Exec</c>.</summary>
    public static string? Find(string member) => Summaries.Value.GetValueOrDefault(member);

    private static FrozenDictionary<string, string> Load()
    {
        var file = Path.Combine(AppContext.BaseDirectory, typeof(DocComments).Assembly.GetName().Name + ".xml");
        var summaries = new Dictionary<string, string>(StringComparer.Ordinal);
        if (File.Exists(file))
        {
            using var reader = XmlReader.Create(file, new XmlReaderSettings { IgnoreComments = true });
            while (reader.ReadToFollowing("member"))
            {
                var name = reader.GetAttribute("name")!;
                using var member = reader.ReadSubtree();
                if (member.ReadToFollowing("summary"))
                {
                    summaries[name] = Text(member);
                }
            }
        }

        return summaries.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string Text(XmlReader summary)
    {
        var text = new StringBuilder();
        using var inner = summary.ReadSubtree();
        while (inner.Read())
        {
            var isCode = inner.NodeType is XmlNodeType.Element or XmlNodeType.EndElement && inner.LocalName == "c";
            _ = (inner.NodeType, isCode) switch
            {
                (_, true) => text.Append('`'),
                (XmlNodeType.Element, _) when inner.GetAttribute("cref") is { } cref => text.Append(cref[(cref.LastIndexOf('.') + 1)..]),
                (XmlNodeType.Text or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace, _) => text.Append(inner.Value),
                _ => text,
            };
        }

        // Line breaks in comments are layout, not meaning.
        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
