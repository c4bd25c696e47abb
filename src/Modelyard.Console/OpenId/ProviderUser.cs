using System.Text.Json;
using Modelyard.Api;

namespace Modelyard.WebConsole;

/// <summary>Who somebody is here whom a provider vouches for.</summary>
internal static class ProviderUser
{
    private const int MostGroups = 500;

    private static readonly string[] Reserved = ["system:", "modelyard:"];

    /// <exception cref="ProviderException">There is no name, or one that cannot be theirs.</exception>
    public static SessionSpec Of(IdentityProvider provider, JsonElement claims)
    {
        var spec = provider.Spec;
        var claim = spec.UsernameClaim ?? "email";
        var name = IdTokenVerifier.Text(claims, claim) is { Length: > 0 } given
            ? spec.UsernamePrefix + given
            : throw new ProviderException("NoUsername", $"The provider does not say your {claim}. Whoever administers it can add that to what the console is told.");
        if (claim == "email" && claims.TryGetProperty("email_verified", out var verified) && !IsTrue(verified))
        {
            throw new ProviderException("EmailNotVerified", $"The provider has not verified that {given} is your address. Verify it there, then sign in again.");
        }

        if (!IsName(name) || IsReserved(name))
        {
            throw new ProviderException("NameRefused", $"\"{name}\" cannot be the name of a user here.");
        }

        return new SessionSpec
        {
            User = name,
            DisplayName = IdTokenVerifier.Text(claims, "name") is { Length: > 0 and <= 200 } display ? display : null,
            Groups = spec.GroupsClaim is { } groups ? [.. GroupsIn(claims, groups).Select(g => spec.GroupsPrefix + g).Where(g => IsName(g) && !IsReserved(g)).Distinct().Take(MostGroups)] : [],
            Provider = provider.Metadata.Name,
        };
    }

    private static IEnumerable<string> GroupsIn(JsonElement claims, string name) => !claims.TryGetProperty(name, out var value) ? [] : value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => [.. value.EnumerateArray().Where(g => g.ValueKind == JsonValueKind.String).Select(g => g.GetString()!)],
        _ => [],
    };

    // Some send it as text.
    private static bool IsTrue(JsonElement value) => value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.String && value.GetString() == "true");

    private static bool IsName(string name) => name.Length is > 0 and <= 256 && !name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));

    // The platform's own groups are given here, not there.
    private static bool IsReserved(string name) => Reserved.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
