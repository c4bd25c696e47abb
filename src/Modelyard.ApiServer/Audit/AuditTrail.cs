using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Storage;

namespace Modelyard.ApiServer;

/// <summary>The audit trail: who did what. It is in the store beside the resources, and each write is recorded by the commit that makes it.</summary>
internal sealed class AuditTrail(ApiServerOptions options, IResourceStore store, TimeProvider time)
{
    /// <summary>As whom this program acts when nobody has called.</summary>
    public static readonly UserIdentity Server = UserIdentity.Of("system:modelyard:apiserver", UserIdentity.Masters);

    private readonly AuditEventWriter _writer = new(options.AuditKey.Derive("digest"), time);

    /// <summary>The record of a write to the store.</summary>
    /// <param name="request">The call it is for; null for the server's own doing.</param>
    /// <param name="kind">What kind of object it is about.</param>
    /// <param name="document">The object.</param>
    /// <param name="change">What is done to it.</param>
    public TrailEntry Entry(RequestAudit? request, KindDescriptor kind, JsonObject document, ChangeType change)
    {
        var about = About(kind, document);
        var audited = request?.OfWrite(about, change) ?? Own(about, change);
        return write => _writer.Write(audited, write);
    }

    /// <summary>Writes down what the server did by itself to an object that is not in the store.</summary>
    public Task RecordOwnAsync(KindDescriptor kind, JsonObject document, ChangeType change) => RecordAsync(Own(About(kind, document), change));

    /// <summary>Writes down what changed no stored object. On the disk when it returns.</summary>
    public Task RecordAsync(AuditEvent audited) =>
        store.RecordAsync(write => _writer.Write(audited, write), CancellationToken.None);

    /// <summary>Removes the records written before a moment, and leaves one that says so.</summary>
    public Task RemoveBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var audited = new AuditEvent
        {
            Id = Guid.NewGuid().ToString(),
            Verb = "prune",
            User = Server,
            Code = StatusCodes.Ok,
            Received = time.GetUtcNow(),
            Annotations = [new(AuditAnnotations.RemovedBefore, AuditEventWriter.Micros(moment))],
        };
        return store.PruneTrailAsync(moment, write => _writer.Write(audited, write), cancellationToken);
    }

    private AuditedObject About(KindDescriptor kind, JsonObject document)
    {
        var meta = document.Meta();
        return new AuditedObject(kind.Group, kind.Version, kind.Plural, "", meta.Namespace ?? "", meta.Name ?? "")
        {
            Uid = meta.Uid,
            ResourceVersion = meta.ResourceVersion,
            IsSecret = options.Encryption.Collections.Contains(kind.Collection()),
        };
    }

    private AuditEvent Own(AuditedObject about, ChangeType change) => new()
    {
        Id = Guid.NewGuid().ToString(),
        Verb = VerbOf(change),
        User = Server,
        Object = about,
        Code = CodeOf(change),
        Received = time.GetUtcNow(),
    };

    public static string VerbOf(ChangeType change) => change switch
    {
        ChangeType.Created => "create",
        ChangeType.Deleted => "delete",
        _ => "update",
    };

    public static int CodeOf(ChangeType change) => change == ChangeType.Created ? StatusCodes.Created : StatusCodes.Ok;
}
