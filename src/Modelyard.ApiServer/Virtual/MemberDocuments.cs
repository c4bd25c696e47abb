using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Ledger;
using LedgerMember = Modelyard.Ledger.Member;

namespace Modelyard.ApiServer;

/// <summary>Members as documents that are created and changed as those of any other kind.</summary>
internal sealed class MemberDocuments(MemberStore store) : ILedgerDocuments
{
    public KindDescriptor Kind => LedgerKinds.Members;

    public async Task<JsonObject?> FindAsync(string @namespace, string name, CancellationToken cancellationToken) =>
        await Translated(name, () => store.GetAsync(@namespace, name, cancellationToken)) is { } member ? Decode(member) : null;

    public async Task<IReadOnlyList<JsonObject>> ListAsync(string? @namespace, CancellationToken cancellationToken) =>
        [.. (await Translated("", () => store.ListAsync(@namespace, cancellationToken))).Select(Decode)];

    public Task<JsonObject> CreateAsync(JsonObject document, CancellationToken cancellationToken) =>
        WriteAsync(document, member => store.CreateAsync(member, cancellationToken));

    public Task<JsonObject> UpdateAsync(JsonObject live, JsonObject document, CancellationToken cancellationToken) =>
        WriteAsync(document, member => store.UpdateAsync(member with { Revision = ObjectStore.RevisionOf(live) }, cancellationToken));

    public Task<JsonObject> DeleteAsync(JsonObject live, CancellationToken cancellationToken) =>
        WriteAsync((JsonObject)live.DeepClone(), member => store.DeleteAsync(member with { Revision = ObjectStore.RevisionOf(live) }, cancellationToken));

    private async Task<JsonObject> WriteAsync(JsonObject document, Func<LedgerMember, Task<LedgerMember>> write)
    {
        // The revision is the ledger's to assign; a copy inside the document would only go stale.
        var meta = document.Meta();
        meta.ResourceVersion = null;
        var (name, spec) = (meta.Name!, document["spec"].Deserialize<MemberSpec>(ApiJson.Options)!);
        var member = new LedgerMember
        {
            Id = Guid.Parse(meta.Uid!),
            Namespace = meta.Namespace!,
            Name = name,
            User = spec.User!,
            Role = spec.Role!,
            Limits = LedgerValues.Limits(spec.Limits),
            Document = document.ToJsonString(ApiJson.Options),
        };
        meta.ResourceVersion = Revision((await Translated(name, () => write(member))).Revision);
        return document;
    }

    private static JsonObject Decode(LedgerMember member)
    {
        var document = JsonNode.Parse(member.Document)!.AsObject();
        document.Meta().ResourceVersion = Revision(member.Revision);
        return document;
    }

    private static string Revision(long revision) => revision.ToString(CultureInfo.InvariantCulture);

    private Task<T> Translated<T>(string name, Func<Task<T>> action) => LedgerErrors.TranslateAsync(Kind, name, action);
}
