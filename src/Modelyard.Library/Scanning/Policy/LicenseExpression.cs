namespace Modelyard.Library;

/// <summary>SPDX expressions: of <c>A OR B</c> the user chooses, <c>A AND B</c> binds to both, and AND binds closer.</summary>
internal static class LicenseExpression
{
    // An expression with more parentheses than any licence has is taken as one licence of that name.
    private const int Deepest = 16;

    /// <param name="license">Asked about single identifiers, with their exception as <c>GPL-2.0-only WITH Classpath-exception-2.0</c>.</param>
    public static bool IsSatisfied(string expression, Predicate<string> license)
    {
        var words = expression.Replace("(", " ( ", StringComparison.Ordinal).Replace(")", " ) ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var at = 0;
        return Any(0) is { } satisfied && at == words.Length ? satisfied : license(expression.Trim());

        bool? Any(int depth) => Joined("OR", depth, d => Joined("AND", d, One, (a, b) => a && b), (a, b) => a || b);

        bool? Joined(string word, int depth, Func<int, bool?> part, Func<bool, bool, bool> join)
        {
            var result = part(depth);
            while (result is not null && at < words.Length && words[at].Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                at++;
                result = part(depth) is { } next ? join(result.Value, next) : null;
            }

            return result;
        }

        bool? One(int depth)
        {
            if (at == words.Length || depth > Deepest || words[at] is ")")
            {
                return null;
            }

            if (words[at] is "(")
            {
                at++;
                var inner = Any(depth + 1);
                return inner is not null && at < words.Length && words[at++] is ")" ? inner : null;
            }

            var name = words[at++];
            if (at + 1 < words.Length && words[at].Equals("WITH", StringComparison.OrdinalIgnoreCase))
            {
                name = $"{name} WITH {words[at + 1]}";
                at += 2;
            }

            return license(name);
        }
    }
}
