using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Ledger;

namespace Modelyard.ApiServer;

/// <summary>Gives somebody else's account a new password.</summary>
internal sealed class PasswordResetKind(AccountStore accounts, PasswordDesk passwords, ActingRights acting) : IVirtualKind
{
    public KindDescriptor Kind => LedgerKinds.PasswordResets;

    public async Task<JsonObject> CreateAsync(VirtualCall call, JsonObject document, CancellationToken cancellationToken)
    {
        var asked = document.Deserialize<PasswordReset>(ApiJson.Options)!.Spec;
        var name = asked.Account!;
        call.Audit?.Concern(name);
        var account = await accounts.GetAsync(name, cancellationToken) ?? throw StatusErrors.NotFound(LedgerKinds.Accounts, name);
        await acting.RequireAsync(LedgerKinds.Accounts, name, name, account.Groups, call.User, cancellationToken);
        var generated = await passwords.ResetAsync(name, asked.Password, cancellationToken);
        document = Preview(document);
        document["status"] = JsonSerializer.SerializeToNode(new PasswordResetStatus { Password = generated }, ApiJson.Options);
        return document;
    }

    public JsonObject Preview(JsonObject document)
    {
        (document["spec"] as JsonObject)?.Remove("password");
        return document;
    }
}
