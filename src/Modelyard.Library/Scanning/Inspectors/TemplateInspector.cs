using System.Collections.Frozen;
using System.Globalization;
using System.Numerics;
using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>
/// Chat templates run in the engine for every request. What a template may do is listed; names that begin with an underscore, and
/// every way to write one, are how templates leave their sandbox.
/// </summary>
internal static class TemplateInspector
{
    private const int LongestJoined = 256;
    private const int LongestLoop = 100_000;

    private static readonly FrozenSet<string> Statements = Set(
        "for", "endfor", "if", "elif", "else", "endif", "set", "endset", "macro", "endmacro", "call", "endcall", "filter", "endfilter", "with", "endwith",
        "raw", "endraw", "generation", "endgeneration", "break", "continue", "do", "autoescape", "endautoescape");

    private static readonly FrozenSet<string> LoadStatements = Set("include", "import", "from", "extends", "block", "endblock");

    private static readonly FrozenSet<string> Filters = Set(
        "abs", "batch", "capitalize", "center", "count", "default", "d", "dictsort", "e", "escape", "first", "float", "forceescape", "format", "groupby", "indent", "int",
        "items", "join", "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace", "reverse", "round", "safe", "select", "selectattr", "slice",
        "sort", "string", "striptags", "sum", "title", "tojson", "trim", "truncate", "unique", "upper", "urlencode", "wordcount", "wordwrap", "from_json", "fromjson", "strftime_now");

    private static readonly FrozenSet<string> Functions = Set(
        "range", "namespace", "raise_exception", "strftime_now", "dict", "loop", "caller", "in", "not", "and", "or", "if", "else", "elif", "is");

    /// <summary>Names that lead to functions of the program, not of the conversation.</summary>
    private static readonly FrozenSet<string> ForbiddenNames = Set(
        "self", "lipsum", "url_for", "get_flashed_messages", "import", "eval", "exec", "open", "os", "subprocess", "globals", "builtins", "getattr", "setattr");

    /// <summary>Attributes of functions and frames; data has none of these names.</summary>
    private static readonly FrozenSet<string> ForbiddenAttributes = Set(
        "mro", "gi_frame", "gi_code", "cr_frame", "cr_code", "ag_frame", "ag_code", "f_globals", "f_locals", "f_builtins", "f_code", "tb_frame", "func_globals", "func_code",
        "im_func", "im_self", "im_class", "co_code", "format_map", "popen", "system", "environment", "eval_ctx", "environ");

    internal static void Inspect(string template, Content content, string location, Inspection inspection)
    {
        IReadOnlyList<TemplateToken> tokens;
        try
        {
            tokens = ChatTemplate.Read(template);
        }
        catch (MalformedContentException e)
        {
            inspection.Unfinished(TemplateRules.Unreadable, content, location, $"the template cannot be read: {e.Message} (character {e.Offset})");
            return;
        }

        for (var i = 0; i < tokens.Count; i++)
        {
            if (Check(tokens, i) is var (rule, message))
            {
                inspection.Report(rule, content, $"{location} character {tokens[i].Offset}".TrimStart(), message);
            }
        }
    }

    private static (ScanRule Rule, string Message)? Check(IReadOnlyList<TemplateToken> tokens, int index)
    {
        var token = tokens[index];
        return token.Kind switch
        {
            TemplateTokenKind.Statement when LoadStatements.Contains(token.Value) => (TemplateRules.OtherTemplates, $"the template has the statement {token.Value}"),
            TemplateTokenKind.Statement when !Statements.Contains(token.Value) => (TemplateRules.UnknownConstruct, $"the template has the unknown statement {token.Value}"),
            TemplateTokenKind.Filter when token.Value is "attr" => (TemplateRules.Internals, "the template takes attributes by computed names (filter attr)"),
            TemplateTokenKind.Filter when token.Value is "map" && Follows(tokens, index, "attribute") is { } named && IsInternal(named) =>
                (TemplateRules.Internals, $"the template maps to the attribute {named}"),
            TemplateTokenKind.Filter when !Filters.Contains(token.Value) => (TemplateRules.UnknownConstruct, $"the template uses the unknown filter {token.Value}"),
            TemplateTokenKind.Name when token.Value.StartsWith("__", StringComparison.Ordinal) || ForbiddenNames.Contains(token.Value) && IsUsed(tokens, index) =>
                (TemplateRules.Internals, $"the template uses {token.Value}"),
            TemplateTokenKind.Attribute when IsInternal(token.Value) => (TemplateRules.Internals, $"the template takes the attribute {token.Value}"),
            TemplateTokenKind.Text when token.Value.Contains("__", StringComparison.Ordinal) && IsKey(tokens, index) =>
                (TemplateRules.Internals, $"the template takes \"{token.Value}\" by name"),
            TemplateTokenKind.Text when IsInternalText(Joined(tokens, index)) => (TemplateRules.Internals, $"the template contains the name \"{Joined(tokens, index)}\""),
            TemplateTokenKind.Name when Calls(tokens, index) && !Functions.Contains(token.Value) && !Macros(tokens).Contains(token.Value) =>
                (TemplateRules.UnknownConstruct, $"the template calls the unknown function {token.Value}"),
            TemplateTokenKind.Number when Before(tokens, index, "range") && BigInteger.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > LongestLoop =>
                (TemplateRules.HugeLoop, $"the template counts to {token.Value}"),
            _ => null,
        };
    }

    private static bool IsInternal(string attribute) => attribute.StartsWith('_') || ForbiddenAttributes.Contains(attribute);

    // Also a part of such a name: it may be put together with something that is not written in the template.
    private static bool IsInternalText(string text) =>
        text is "__" || text.Contains("\\N", StringComparison.Ordinal) || (text.Length < 64 && text.StartsWith("__", StringComparison.Ordinal) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            || (text.Length < 64 && text.EndsWith("__", StringComparison.Ordinal) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            || text.Contains("{0.", StringComparison.Ordinal) || text.Contains("%(__", StringComparison.Ordinal);

    /// <summary>A text and those it is joined with where they stand.</summary>
    private static string Joined(IReadOnlyList<TemplateToken> tokens, int index)
    {
        var text = tokens[index].Value;
        for (var i = index + 1; i < tokens.Count && text.Length < LongestJoined; i++)
        {
            if (tokens[i].Kind is TemplateTokenKind.Text)
            {
                text += tokens[i].Value;
            }
            else if (tokens[i] is not { Kind: TemplateTokenKind.Operator, Value: "~" or "+" })
            {
                break;
            }
        }

        return text;
    }

    private static bool Calls(IReadOnlyList<TemplateToken> tokens, int index) =>
        index + 1 < tokens.Count && tokens[index + 1] is { Kind: TemplateTokenKind.Operator, Value: "(" };

    private static HashSet<string> Macros(IReadOnlyList<TemplateToken> tokens) =>
        [.. tokens.Zip(tokens.Skip(1)).Where(p => p.First is { Kind: TemplateTokenKind.Statement, Value: "macro" }).Select(p => p.Second.Value)];

    // A name on its own or as a keyword of a call is no access: only what is read from, called or indexed reaches anywhere.
    private static bool IsUsed(IReadOnlyList<TemplateToken> tokens, int index) =>
        index + 1 < tokens.Count && tokens[index + 1] is { Kind: TemplateTokenKind.Operator, Value: "." or "(" or "[" or "|" };

    private static bool IsKey(IReadOnlyList<TemplateToken> tokens, int index) => index > 0 && tokens[index - 1] is { Kind: TemplateTokenKind.Operator, Value: "[" };

    private static bool Before(IReadOnlyList<TemplateToken> tokens, int index, string name)
    {
        for (var i = index - 1; i >= Math.Max(0, index - 6); i--)
        {
            if (tokens[i].Kind is TemplateTokenKind.Name && tokens[i].Value == name)
            {
                return true;
            }
        }

        return false;
    }

    private static string? Follows(IReadOnlyList<TemplateToken> tokens, int index, string keyword)
    {
        for (var i = index + 1; i < Math.Min(tokens.Count - 2, index + 4); i++)
        {
            if (tokens[i].Value == keyword && tokens[i + 1].Value == "=" && tokens[i + 2].Kind is TemplateTokenKind.Text)
            {
                return tokens[i + 2].Value.Split('.').FirstOrDefault(IsInternal) ?? tokens[i + 2].Value;
            }
        }

        return null;
    }

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);
}
