using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Modelyard.Artifacts;

/// <summary>The front matter of a model card: what its author says about the model.</summary>
/// <param name="Fields">Texts and lists of texts at the top of it; nested structures are left out.</param>
public sealed record ModelCard(IReadOnlyDictionary<string, IReadOnlyList<string>> Fields)
{
    private const int MaxFrontMatter = 256 << 10;
    private const int MaxEvents = 20_000;

    public static ModelCard Empty { get; } = new(new Dictionary<string, IReadOnlyList<string>>());

    public IReadOnlyList<string> this[string field] => Fields.GetValueOrDefault(field) ?? [];

    public string? First(string field) => this[field] is [var first, ..] ? first : null;

    /// <summary>The front matter of a card's text; empty where there is none.</summary>
    /// <exception cref="MalformedContentException">There is one and it cannot be read.</exception>
    public static ModelCard Parse(string text)
    {
        text = text.TrimStart('\uFEFF');
        if (!text.StartsWith("---", StringComparison.Ordinal) || text.IndexOf("\n---", 3, StringComparison.Ordinal) is not (> 0 and var end))
        {
            return Empty;
        }

        if (end > MaxFrontMatter)
        {
            throw new MalformedContentException(FormatFault.Absurd, 0, $"the front matter is longer than {MaxFrontMatter} characters");
        }

        try
        {
            return new ModelCard(Read(new Parser(new StringReader(text[3..end]))));
        }
        catch (YamlException e)
        {
            throw new MalformedContentException(FormatFault.Damaged, e.Start.Index, $"the front matter is not valid YAML ({e.Message.TrimEnd('.')})");
        }
    }

    // By events, not into objects: aliases, which make small files large, are never followed.
    private static Dictionary<string, IReadOnlyList<string>> Read(Parser parser)
    {
        var fields = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        List<string>? list = null;
        string? key = null;
        var depth = 0;
        for (var events = 0; parser.MoveNext(); events++)
        {
            if (events == MaxEvents)
            {
                throw new MalformedContentException(FormatFault.Absurd, parser.Current!.Start.Index, $"the front matter has more than {MaxEvents} parts");
            }

            switch (parser.Current)
            {
                case Scalar scalar when depth == 1 && key is null:
                    key = scalar.Value;
                    break;
                case Scalar scalar when depth == 1:
                    fields[key!] = [scalar.Value];
                    key = null;
                    break;
                case Scalar scalar when depth == 2 && list is not null:
                    list.Add(scalar.Value);
                    break;
                case SequenceStart when depth == 1 && key is not null:
                    list = [];
                    depth++;
                    break;
                case SequenceStart or MappingStart:
                    depth++;
                    break;
                case SequenceEnd or MappingEnd:
                    depth--;
                    if (depth == 1 && key is not null)
                    {
                        if (list is not null)
                        {
                            fields[key] = list;
                        }

                        (key, list) = (null, null);
                    }

                    break;
                case AnchorAlias when depth == 1:
                    key = null;
                    break;
            }
        }

        return fields;
    }
}
