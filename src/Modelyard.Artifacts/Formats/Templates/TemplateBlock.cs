namespace Modelyard.Artifacts;

/// <summary>One <c>{% … %}</c> or <c>{{ … }}</c> of a template.</summary>
internal sealed class TemplateBlock(string template, int from, string mark, List<TemplateToken> tokens)
{
    private const int Opening = 2;
    private readonly bool _isStatement = mark[0] == '%';
    private int _at = from + Opening;
    private int _depth;
    private TemplateTokenKind _next = TemplateTokenKind.Name;

    /// <summary>Adds the block's tokens; where the block ends.</summary>
    internal int Read()
    {
        if (_at < template.Length && template[_at] is '-' or '+')
        {
            _at++;
        }

        _next = _isStatement ? TemplateTokenKind.Statement : TemplateTokenKind.Name;
        while (_at < template.Length)
        {
            var rest = template.AsSpan(_at);
            if (_depth <= 0 && (rest.StartsWith(mark) || (rest[0] is '-' or '+' && rest[1..].StartsWith(mark))))
            {
                return template.IndexOf(mark, _at, StringComparison.Ordinal) + mark.Length;
            }

            Token(template[_at]);
        }

        throw new MalformedContentException(FormatFault.Damaged, from, $"a block does not end with {mark}");
    }

    private void Token(char c)
    {
        var start = _at;
        if (char.IsWhiteSpace(c))
        {
            _at++;
        }
        else if (c is '\'' or '"')
        {
            Add(TemplateTokenKind.Text, TemplateText.Read(template, ref _at), start);
        }
        else if (char.IsLetter(c) || c == '_')
        {
            var word = While(d => char.IsLetterOrDigit(d) || d == '_');
            var isTest = _next is TemplateTokenKind.Test;
            Add(_next, word, start);
            _next = word == "is" || (word == "not" && isTest) ? TemplateTokenKind.Test : TemplateTokenKind.Name;
        }
        else if (char.IsDigit(c))
        {
            Add(TemplateTokenKind.Number, While(d => char.IsLetterOrDigit(d) || d == '_').Replace("_", "", StringComparison.Ordinal), start);
        }
        else
        {
            _at++;
            _depth += c is '{' or '[' or '(' ? 1 : c is '}' or ']' or ')' ? -1 : 0;
            Add(TemplateTokenKind.Operator, c.ToString(), start);
            _next = c switch { '.' => TemplateTokenKind.Attribute, '|' => TemplateTokenKind.Filter, _ => TemplateTokenKind.Name };
        }
    }

    private void Add(TemplateTokenKind kind, string value, int start)
    {
        tokens.Add(new(kind, value, start));
        _next = TemplateTokenKind.Name;
    }

    private string While(Func<char, bool> belongs)
    {
        var start = _at;
        while (_at < template.Length && belongs(template[_at]))
        {
            _at++;
        }

        return template[start.._at];
    }
}
