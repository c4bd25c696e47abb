namespace Modelyard.Artifacts;

/// <summary>Takes a Jinja template apart into the statements, names, attributes and texts of its code; plain output is left out.</summary>
public static class ChatTemplate
{
    /// <exception cref="MalformedContentException">A block or text in it does not end.</exception>
    public static IReadOnlyList<TemplateToken> Read(string template)
    {
        var tokens = new List<TemplateToken>();
        for (var at = 0; (at = template.IndexOf('{', at)) >= 0 && at + 1 < template.Length;)
        {
            at = template[at + 1] switch
            {
                '#' => EndOfComment(template, at),
                '%' => new TemplateBlock(template, at, "%}", tokens).Read(),
                '{' => new TemplateBlock(template, at, "}}", tokens).Read(),
                _ => at + 1,
            };
        }

        return tokens;
    }

    private static int EndOfComment(string template, int from) => template.IndexOf("#}", from + 2, StringComparison.Ordinal) is var end and >= 0
        ? end + 2
        : throw new MalformedContentException(FormatFault.Damaged, from, "a comment does not end");
}
