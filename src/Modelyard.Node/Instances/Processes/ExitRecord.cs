using System.Globalization;

namespace Modelyard.Node;

/// <summary>What the launcher wrote down when the program ended.</summary>
internal static class ExitRecord
{
    /// <summary>The exit code, with 128 + n for a death by signal n; null when nothing was recorded (the launcher itself was killed).</summary>
    public static int? Read(string file)
    {
        try
        {
            return int.TryParse(File.ReadAllText(file), NumberStyles.Integer, CultureInfo.InvariantCulture, out var code) ? code : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
