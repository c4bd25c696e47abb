using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Ledger;
using LedgerAccount = Modelyard.Ledger.Account;

namespace Modelyard.ApiServer;

/// <summary>Accounts as documents that are created and changed as those of any other kind; but for the password, which goes in and never comes out.</summary>
internal sealed class AccountDocuments(AccountStore store) : ILedgerDocuments
{
    private const string Spec = "spec";
    private const string Status = "status";
    private const string Password = "password";

    public KindDescriptor Kind => LedgerKinds.Accounts;

    public async Task<JsonObject?> FindAsync(string @namespace, string name, CancellationToken cancellationToken) =>
        await Translated(name, () => store.GetAsync(name, cancellationToken)) is { } account ? Decode(account) : null;

    public async Task<IReadOnlyList<JsonObject>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await Translated("", () => store.ListAsync(cancellationToken))).Select(Decode)];

    public async Task<JsonObject> CreateAsync(JsonObject document, CancellationToken cancellationToken)
    {
        var password = document[Spec]?[Password]?.GetValue<string>();
        var account = Encode(document);
        var (created, generated) = await Translated(account.Name, () => store.CreateAsync(account, password, cancellationToken));
        return Complete(document, created, generated);
    }

    public async Task<JsonObject> UpdateAsync(JsonObject live, JsonObject document, CancellationToken cancellationToken)
    {
        var account = Encode(document) with { Revision = ObjectStore.RevisionOf(live) };
        return Complete(document, await Translated(account.Name, () => store.UpdateAsync(account, cancellationToken)), null);
    }

    public async Task<JsonObject> DeleteAsync(JsonObject live, CancellationToken cancellationToken)
    {
        var document = (JsonObject)live.DeepClone();
        var account = Encode(document) with { Revision = ObjectStore.RevisionOf(live) };
        return Complete(document, await Translated(account.Name, () => store.DeleteAsync(account, cancellationToken)), null);
    }

    public JsonObject Preview(JsonObject document)
    {
        (document[Spec] as JsonObject)?.Remove(Password);
        return document;
    }

    private LedgerAccount Encode(JsonObject document)
    {
        // The revision is the ledger's to assign and the status to compose; copies inside the document would only go stale.
        var meta = Preview(document).Meta();
        meta.ResourceVersion = null;
        document.Remove(Status);
        var spec = document[Spec].Deserialize<AccountSpec>(ApiJson.Options) ?? new AccountSpec();
        return new LedgerAccount
        {
            Name = meta.Name!,
            DisplayName = spec.DisplayName,
            Groups = spec.Groups ?? [],
            IsDisabled = spec.Disabled == true,
            Document = document.ToJsonString(ApiJson.Options),
        };
    }

    private static JsonObject Decode(LedgerAccount account) => Complete(JsonNode.Parse(account.Document)!.AsObject(), account, null);

    private static JsonObject Complete(JsonObject document, LedgerAccount account, string? generated)
    {
        document.Meta().ResourceVersion = account.Revision.ToString(CultureInfo.InvariantCulture);
        document[Status] = JsonSerializer.SerializeToNode(
            new AccountStatus
            {
                Created = account.CreatedAt,
                LastSignIn = account.LastSignIn,
                MustChangePassword = account.MustChangePassword,
                Sessions = account.Sessions,
                Password = generated,
            },
            ApiJson.Options);
        return document;
    }

    private Task<T> Translated<T>(string name, Func<Task<T>> action) => LedgerErrors.TranslateAsync(Kind, name, action);
}
