using Microsoft.AspNetCore.Http;

namespace Modelyard.ApiServer;

/// <summary>Acting as somebody else, as <c>kubectl --as</c> asks: for who has the right to; from then on that other's rights count.</summary>
internal sealed class Impersonation(RequestAuthorizer authorizer)
{
    private const string AsUser = "Impersonate-User";
    private const string AsUid = "Impersonate-Uid";
    private const string AsGroup = "Impersonate-Group";
    private const string Extra = "Impersonate-Extra-";

    /// <summary>The user as whom the call is to be answered.</summary>
    public async ValueTask<UserIdentity> ApplyAsync(HttpContext http, UserIdentity user)
    {
        var headers = http.Request.Headers;
        var groups = headers[AsGroup].OfType<string>().ToList();
        if (headers[AsUser].ToString() is not { Length: > 0 } name)
        {
            return groups.Count == 0 && !headers.ContainsKey(AsUid) && !headers.Any(h => IsExtra(h.Key))
                ? user
                : throw StatusErrors.BadRequest($"requested groups, a uid or extra fields without impersonating a user: send {AsUser} too");
        }

        var account = ServiceAccountIdentity.Parse(name);
        await RequireAsync(account is { } a
            ? new AccessAttributes("impersonate", "", "serviceaccounts", "", a.Namespace, a.Name)
            : new AccessAttributes("impersonate", "", "users", "", "", name));
        foreach (var group in groups)
        {
            await RequireAsync(new AccessAttributes("impersonate", "", "groups", "", "", group));
        }

        var uid = headers[AsUid].ToString();
        if (uid.Length > 0)
        {
            await RequireAsync(new AccessAttributes("impersonate", "authentication.k8s.io", "uids", "", "", uid));
        }

        // Nothing here looks at extra fields, but who sends them must still be allowed to.
        foreach (var (header, values) in headers.Where(h => IsExtra(h.Key)))
        {
            foreach (var value in values.OfType<string>())
            {
                await RequireAsync(new AccessAttributes("impersonate", "authentication.k8s.io", "userextras", header[Extra.Length..].ToLowerInvariant(), "", value));
            }
        }

        // Groups that are given replace all that follow from a name.
        return UserIdentity.Of(name, groups.Count > 0 ? groups : ServiceAccountIdentity.GroupsOf(name)) with { Uid = uid.Length > 0 ? uid : null };

        ValueTask RequireAsync(AccessAttributes wanted) => authorizer.RequireAsync(user, wanted, http.RequestAborted);
    }

    private static bool IsExtra(string header) => header.StartsWith(Extra, StringComparison.OrdinalIgnoreCase);
}
