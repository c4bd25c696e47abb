using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Ledger;

namespace Modelyard.ApiServer;

/// <summary>Answers whether a password is right. Every answer is in the audit trail, a refusal as a refusal; the password is nowhere.</summary>
internal sealed class SignInKind(PasswordDesk passwords) : IVirtualKind
{
    public KindDescriptor Kind => LedgerKinds.SignIns;

    public async Task<JsonObject> CreateAsync(VirtualCall call, JsonObject document, CancellationToken cancellationToken)
    {
        var asked = document.Deserialize<SignIn>(ApiJson.Options)!.Spec!;
        var user = asked.User!.Trim().ToLowerInvariant();
        call.Audit?.Concern(user, asked.Address);
        var result = await passwords.SignInAsync(user, asked.Password!, cancellationToken);
        if (result.Verdict != SignInVerdict.Authenticated)
        {
            call.Audit?.Refuse(result.Verdict == SignInVerdict.Refused ? HttpStatusCode.Unauthorized : HttpStatusCode.TooManyRequests, Reason(result)!);
        }

        document = Preview(document);
        document["status"] = JsonSerializer.SerializeToNode(Show(result), ApiJson.Options);
        return document;
    }

    public JsonObject Preview(JsonObject document)
    {
        (document["spec"] as JsonObject)?.Remove("password");
        return document;
    }

    private static string? Reason(SignInResult result) => result.Verdict switch
    {
        SignInVerdict.Refused => "InvalidCredentials",
        SignInVerdict.NotLookedAt => "TooManyAttempts",
        _ => null,
    };

    private static SignInStatus Show(SignInResult result) => new()
    {
        Authenticated = result.Verdict == SignInVerdict.Authenticated,
        User = result.Account?.Name,
        DisplayName = result.Account?.DisplayName,
        Groups = result.Account?.Groups.ToList(),
        MustChangePassword = result.Account?.MustChangePassword,
        Reason = Reason(result),
        RetryAfterSeconds = result.RetryAfter > TimeSpan.Zero ? (long)Math.Ceiling(result.RetryAfter.TotalSeconds) : null,
    };
}
