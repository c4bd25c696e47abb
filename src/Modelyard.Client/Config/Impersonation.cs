using System.Net;

namespace Modelyard.Client;

/// <summary>Somebody to act as; one needs the right to.</summary>
/// <param name="User">Their name.</param>
public sealed record Impersonation(string User)
{
    /// <summary>Their uid.</summary>
    public string? Uid { get; init; }

    /// <summary>Their groups.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>What else is known about them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Extra { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Whether a header has several values; see <see cref="RepeatedHeaders"/>.</summary>
    internal bool RepeatsHeaders => Groups.Count > 1 || Extra.Values.Any(v => v.Count > 1);

    internal void AddTo(HttpRequestMessage request)
    {
        if (RepeatsHeaders)
        {
            (request.Version, request.VersionPolicy) = (HttpVersion.Version11, HttpVersionPolicy.RequestVersionExact);
        }

        RepeatedHeaders.Add(request.Headers, "Impersonate-User", [User]);
        RepeatedHeaders.Add(request.Headers, "Impersonate-Uid", string.IsNullOrEmpty(Uid) ? [] : [Uid]);
        RepeatedHeaders.Add(request.Headers, "Impersonate-Group", Groups);
        foreach (var (key, values) in Extra)
        {
            // A key may hold what a header's name may not, such as the slash of "example.com/team".
            RepeatedHeaders.Add(request.Headers, "Impersonate-Extra-" + Uri.EscapeDataString(key), values);
        }
    }
}
