namespace Modelyard;

/// <summary>Text for a shell to read.</summary>
internal static class ShellText
{
    /// <summary>One word, whatever is in it.</summary>
    public static string Quote(string value) => $"'{value.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
