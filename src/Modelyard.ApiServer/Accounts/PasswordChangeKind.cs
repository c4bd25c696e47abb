using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Ledger;

namespace Modelyard.ApiServer;

/// <summary>Changes the caller's own password. A wrong current one counts as a failed attempt to sign in: an open session is no way to guess it.</summary>
internal sealed class PasswordChangeKind(PasswordDesk passwords) : IVirtualKind
{
    public KindDescriptor Kind => LedgerKinds.PasswordChanges;

    public async Task<JsonObject> CreateAsync(VirtualCall call, JsonObject document, CancellationToken cancellationToken)
    {
        var asked = document.Deserialize<PasswordChange>(ApiJson.Options)!.Spec!;
        var user = call.User.Name;
        call.Audit?.Concern(user);
        var result = await passwords.ChangeAsync(user, asked.Current!, asked.New!, cancellationToken);
        return result.Verdict switch
        {
            SignInVerdict.Authenticated => Preview(document),
            SignInVerdict.NotLookedAt => throw StatusErrors.TooManyRequests("there were too many attempts with a wrong password: wait, then try again", result.RetryAfter),
            _ => throw StatusErrors.Forbidden(Kind, "", $"the current password is wrong, or \"{user}\" has no account with a password here"),
        };
    }

    public JsonObject Preview(JsonObject document)
    {
        document.Remove("spec");
        return document;
    }
}
