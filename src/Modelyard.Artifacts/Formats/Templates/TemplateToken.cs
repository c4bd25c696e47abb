namespace Modelyard.Artifacts;

/// <summary>What the parts of a Jinja template are.</summary>
public enum TemplateTokenKind
{
    Statement,
    Name,
    Attribute,
    Filter,
    Test,
    Text,
    Number,
    Operator,
}

/// <param name="Value">A text without its quotes, with its escapes resolved.</param>
/// <param name="Offset">Character of the template.</param>
public readonly record struct TemplateToken(TemplateTokenKind Kind, string Value, int Offset);
