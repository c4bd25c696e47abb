using System.Globalization;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Storage;

namespace Modelyard.ApiServer;

/// <summary>Which records of the audit trail are wanted. What is not a field of a record, but can be told from it, is selected by as if it were one.</summary>
internal sealed class AuditSelection
{
    // Parts of the server, which are asked by nobody unless they say as whom they act.
    private const string Internal = "system:modelyard:";

    // What a record says besides, of interest to who checks the trail rather than to who reads it.
    private static readonly string[] Left = ["kind", "apiVersion", "level", "stage", "digest"];

    private readonly ObjectFilter _filter;
    private readonly DateTimeOffset? _since;
    private readonly DateTimeOffset? _until;

    private AuditSelection(ObjectFilter filter, DateTimeOffset? since, DateTimeOffset? until) => (_filter, _since, _until) = (filter, since, until);

    /// <exception cref="StatusException">A bound is no time.</exception>
    public static AuditSelection Of(ObjectFilter filter)
    {
        var fields = filter.Fields.Without(Api.AuditEvent.SinceField).Without(Api.AuditEvent.UntilField);
        return new AuditSelection(filter with { Fields = fields }, Time(filter.Fields, Api.AuditEvent.SinceField), Time(filter.Fields, Api.AuditEvent.UntilField));
    }

    public TrailWindow Window(TrailPosition? before) => new(_since, _until, before);

    /// <summary>The record as a resource; null when it is not wanted.</summary>
    public JsonObject? Show(TrailRecord record)
    {
        var said = JsonNode.Parse(record.Content.Span)!.AsObject();
        var number = record.Sequence.ToString(CultureInfo.InvariantCulture);
        return _filter.IsEverything || _filter.Matches(Selectable(said, number)) ? Show(record, said, number) : null;
    }

    private static JsonObject Show(TrailRecord record, JsonObject said, string number)
    {
        var item = new JsonObject { ["apiVersion"] = LedgerKinds.AuditEvents.ApiVersion, ["kind"] = LedgerKinds.AuditEvents.Kind };
        var meta = item.Meta();
        meta.Name = number;
        meta.Uid = number;
        meta.ResourceVersion = number;
        meta.CreationTimestamp = DocumentMetadata.Time(record.Time);
        foreach (var (name, value) in said.Where(p => !Left.Contains(p.Key)))
        {
            item[name] = value?.DeepClone();
        }

        return item;
    }

    private static JsonObject Selectable(JsonObject said, string number)
    {
        var user = Name(said["user"]);
        var account = (string?)said["annotations"]?[AuditAnnotations.Account];
        var actor = Name(said["impersonatedUser"]) ?? (IsInternal(user) ? account : null) ?? user;
        return new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = number },
            ["verb"] = said["verb"]?.DeepClone(),
            ["user"] = new JsonObject { ["username"] = user },
            ["objectRef"] = said["objectRef"]?.DeepClone(),
            ["responseStatus"] = said["responseStatus"]?.DeepClone(),
            [Api.AuditEvent.ActorField] = actor,
            [Api.AuditEvent.InternalField] = account is null && IsInternal(actor) ? "true" : "false",
        };
    }

    private static string? Name(JsonNode? user) => (string?)user?["username"];

    private static bool IsInternal(string? user) => user?.StartsWith(Internal, StringComparison.Ordinal) == true;

    private static DateTimeOffset? Time(FieldSelector fields, string field) => fields.EqualTo(field) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw StatusErrors.BadRequest($"{field}={text}: must be a time such as 2026-01-31T08:00:00Z");
}
