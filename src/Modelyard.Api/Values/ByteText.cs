using System.Globalization;

namespace Modelyard.Api;

/// <summary>Numbers of bytes for people.</summary>
public static class ByteText
{
    /// <summary>Such as <c>148 B</c>, <c>3.5 MiB</c> or <c>14.2 GiB</c>.</summary>
    public static string Of(long bytes) => bytes switch
    {
        >= 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 30):0.0} GiB"),
        >= 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 20):0.0} MiB"),
        >= 1 << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.0} KiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
    };
}
