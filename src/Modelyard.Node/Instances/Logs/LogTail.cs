using System.Text;

namespace Modelyard.Node;

/// <summary>The last words of a process: what it said before it ended.</summary>
internal static class LogTail
{
    /// <summary>As much as the kubelet takes for a termination message.</summary>
    private const int MaxBytes = 2048;
    private const int MaxLines = 80;

    /// <summary>The last lines of <paramref name="file"/>, trimmed; empty when it said nothing.</summary>
    public static string Read(string file)
    {
        if (!File.Exists(file))
        {
            return "";
        }

        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var cut = stream.Length > MaxBytes;
        stream.Seek(cut ? -MaxBytes : 0, cut ? SeekOrigin.End : SeekOrigin.Begin);
        Span<byte> buffer = stackalloc byte[MaxBytes];
        var text = Encoding.UTF8.GetString(buffer[..stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)]);
        var lines = text.Split('\n');
        return string.Join('\n', lines.Skip(Math.Max(cut ? 1 : 0, lines.Length - MaxLines))).Trim();
    }
}
