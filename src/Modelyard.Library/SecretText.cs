using System.Text;
using Modelyard.Api;

namespace Modelyard.Library;

internal static class SecretText
{
    /// <summary>What a Secret holds under a key, as text; null for nothing.</summary>
    public static string? Text(this Secret secret, string key) => secret.Data?.GetValueOrDefault(key) is { } bytes ? Encoding.UTF8.GetString(bytes).Trim() : null;
}
