using System.Text;

namespace Modelyard.Node;

/// <summary>Kubernetes' <c>$(NAME)</c>: replaced when the variable is known, left as it is when not, and <c>$$</c> stands for one dollar sign.</summary>
internal static class VariableExpansion
{
    /// <summary>Whether <c>$(name)</c> stands in <paramref name="text"/> and would be replaced.</summary>
    public static bool Mentions(string text, string name) =>
        Expand(text, new Dictionary<string, string> { [name] = "" }).Length != Expand(text, new Dictionary<string, string>()).Length;

    public static string Expand(string text, IReadOnlyDictionary<string, string> variables)
    {
        if (!text.Contains('$'))
        {
            return text;
        }

        var output = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '$' || i + 1 == text.Length)
            {
                output.Append(text[i]);
            }
            else if (text[i + 1] == '$')
            {
                output.Append('$');
                i++;
            }
            else if (text[i + 1] == '(' && text.IndexOf(')', i + 2) is var end and > 0)
            {
                var name = text[(i + 2)..end];
                output.Append(variables.TryGetValue(name, out var value) ? value : text[i..(end + 1)]);
                i = end;
            }
            else
            {
                output.Append('$');
            }
        }

        return output.ToString();
    }
}
