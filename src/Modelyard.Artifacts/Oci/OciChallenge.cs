using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Modelyard.Artifacts;

/// <summary>How a registry wants to be asked: with user and password, or with a token from the address it names.</summary>
internal sealed partial record OciChallenge(bool IsBearer, string? Realm, string? Service, string? Scope)
{
    /// <summary>The one that can be answered, a token before a password; null when there is none.</summary>
    internal static OciChallenge? Of(HttpResponseMessage refused)
    {
        var offered = refused.Headers.WwwAuthenticate;
        return Find(offered, "Bearer") is { } bearer ? Read(bearer.Parameter ?? "")
            : Find(offered, "Basic") is not null ? new(IsBearer: false, null, null, null)
            : null;
    }

    private static AuthenticationHeaderValue? Find(IEnumerable<AuthenticationHeaderValue> offered, string scheme) =>
        offered.FirstOrDefault(o => o.Scheme.Equals(scheme, StringComparison.OrdinalIgnoreCase));

    private static OciChallenge Read(string parameters)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (Match match in Parameter().Matches(parameters))
        {
            values[match.Groups[1].Value] = match.Groups[2].Success ? match.Groups[2].Value : match.Groups[3].Value;
        }

        return new(IsBearer: true, values.GetValueOrDefault("realm"), values.GetValueOrDefault("service"), values.GetValueOrDefault("scope"));
    }

    [GeneratedRegex("([A-Za-z_]+)=(?:\"([^\"]*)\"|([^\",\\s]+))")]
    private static partial Regex Parameter();
}
