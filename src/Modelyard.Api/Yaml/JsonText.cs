using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modelyard.Api;

/// <summary>Reads JSON texts: one object after another, no duplicate keys.</summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions NoDuplicates = new() { AllowDuplicateProperties = false, MaxDepth = YamlComposer.DeepestNesting };

    public static bool LooksLikeJson(string text) => text.AsSpan().TrimStart().StartsWith("{");

    public static IReadOnlyList<(JsonNode? Value, int Line)> Read(string text, string? source)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var documents = new List<(JsonNode?, int)>();
        var start = 0;
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = YamlComposer.DeepestNesting });
            while (reader.Read())
            {
                start = (int)reader.TokenStartIndex;
                reader.Skip();
                documents.Add((JsonNode.Parse(bytes.AsSpan(start, (int)reader.BytesConsumed - start), null, NoDuplicates), LineAt(bytes, start)));
            }
        }
        catch (JsonException wrong)
        {
            // The reader counts lines over the whole text, the parser within one object.
            var first = wrong.Message.Contains("Duplicate", StringComparison.OrdinalIgnoreCase) ? LineAt(bytes, start) : 1;
            throw new ManifestException(Reason(wrong), first + (int)(wrong.LineNumber ?? 0), source, wrong);
        }

        return documents;
    }

    private static int LineAt(ReadOnlySpan<byte> text, int position) => 1 + text[..position].Count((byte)'\n');

    // The framework's message ends in a position counted from zero; ours says the line.
    private static string Reason(JsonException wrong)
    {
        var end = wrong.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var path = wrong.Message.IndexOf(" Path:", StringComparison.Ordinal);
        return (path, end) switch
        {
            ( >= 0, _) => wrong.Message[..path],
            (_, >= 0) => wrong.Message[..end],
            _ => wrong.Message,
        };
    }
}
