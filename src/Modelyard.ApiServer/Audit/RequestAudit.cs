using System.Net;
using Microsoft.AspNetCore.Http;
using Modelyard.Api;
using Modelyard.Storage;

namespace Modelyard.ApiServer;

/// <summary>
/// What is to be recorded of one call, gathered while it is worked on. A call that changes something has one record: written by the commit
/// of the change, or else before the answer is sent; a refusal has one too, and what takes models out of the house.
/// </summary>
internal sealed class RequestAudit(HttpContext http, AuditTrail trail, RefusalLog refusals, DateTimeOffset received)
{
    private const string IdHeader = "Audit-Id";

    private static readonly UserIdentity Anonymous = new("system:anonymous", ["system:unauthenticated"]);

    private readonly string _id = Guid.NewGuid().ToString();
    private bool _recorded;
    private UserIdentity? _caller;
    private UserIdentity? _actingAs;
    private ResourcePath? _path;
    private string? _verb;
    private string? _name;
    private string? _uid;
    private string? _resourceVersion;
    private string? _account;
    private string? _address;
    private (int Code, string Reason)? _refusal;

    public static RequestAudit Begin(HttpContext http, AuditTrail trail, RefusalLog refusals, TimeProvider time)
    {
        var audit = new RequestAudit(http, trail, refusals, time.GetUtcNow());
        http.Features.Set(audit);
        http.Response.Headers[IdHeader] = audit._id;
        return audit;
    }

    public static RequestAudit? Of(HttpContext http) => http.Features.Get<RequestAudit>();

    /// <summary>Who calls, and as whom.</summary>
    public void Identify(UserIdentity caller, UserIdentity? actingAs) => (_caller, _actingAs) = (caller, ReferenceEquals(caller, actingAs) ? null : actingAs);

    /// <summary>What the call is about.</summary>
    public void Address(ResourcePath? path) => _path = path;

    /// <summary>What is to be done, as rights are given for it.</summary>
    public void Attempt(string verb) => _verb = verb;

    /// <summary>What the object is called that the answer shows.</summary>
    public void Show(DocumentMetadata shown) => (_name, _uid, _resourceVersion) = (shown.Name, shown.Uid, shown.ResourceVersion);

    /// <summary>Whose account it is about and, when the caller passes that on, where they asked from.</summary>
    public void Concern(string account, string? address = null) =>
        (_account, _address) = (AuditedRequest.Shorten(account), string.IsNullOrEmpty(address) ? null : address);

    /// <summary>The call is answered, but the answer is a refusal: it is recorded as one.</summary>
    public void Refuse(HttpStatusCode code, string reason) => _refusal = ((int)code, reason);

    /// <summary>The record of a write for this call: the call's own, or, of a call that writes several objects, one beside it.</summary>
    public AuditEvent OfWrite(AuditedObject about, ChangeType change)
    {
        var own = Event(AuditTrail.CodeOf(change), null) with { Object = about with { Subresource = _path?.Subresource ?? "" } };
        return _recorded || Verb == "deletecollection"
            ? own with { Id = Guid.NewGuid().ToString(), Verb = AuditTrail.VerbOf(change), Object = about, Annotations = [new(AuditAnnotations.PartOf, _id)] }
            : own;
    }

    /// <summary>A write for this call is on the disk.</summary>
    public void Wrote() => _recorded |= Verb != "deletecollection";

    /// <summary>Records what was not recorded yet. Nothing is answered before it is on the disk.</summary>
    /// <exception cref="StoreException">A change was asked for and cannot be recorded.</exception>
    public async Task BeforeAnswerAsync(int code, Status? status)
    {
        if (_recorded)
        {
            return;
        }

        code = _refusal?.Code ?? code;
        if (code >= 400)
        {
            if (AuditedRequest.IsMutating(http.Request, _path) || code is 401 or 403 or 429)
            {
                _recorded = true;
                await refusals.RecordAsync(Event(code, status));
            }
        }
        else if (AuditedRequest.IsMutating(http.Request, _path))
        {
            await trail.RecordAsync(Event(code, null));
            _recorded = true;
        }
    }

    /// <summary>Records a call that changes nothing and yet takes content out of the house: one record for each object that goes.</summary>
    /// <exception cref="StoreException">It cannot be recorded, so it must not happen.</exception>
    public async Task RecordExportAsync(IReadOnlyList<string> names)
    {
        var own = Event(StatusCodes.Ok, null);
        await trail.RecordAsync(own);
        _recorded = true;
        foreach (var name in names.Where(n => n != own.Object!.Name))
        {
            await trail.RecordAsync(own with { Id = Guid.NewGuid().ToString(), Object = own.Object! with { Name = name }, Annotations = [new(AuditAnnotations.PartOf, _id)] });
        }
    }

    /// <summary>The caller has gone before there was an answer.</summary>
    public Task AbandonAsync() => BeforeAnswerAsync(AuditedRequest.Abandoned, null);

    private string Verb => _verb ?? AuditedRequest.VerbOf(http.Request, _path);

    private AuditEvent Event(int code, Status? status) => new()
    {
        Id = _id,
        RequestUri = AuditedRequest.UriOf(http.Request),
        Verb = Verb,
        User = _caller ?? Anonymous,
        ImpersonatedUser = _actingAs,
        SourceIps = _address is null ? AuditedRequest.SourceOf(http) : [_address],
        UserAgent = AuditedRequest.Shorten(http.Request.Headers.UserAgent.ToString()),
        Object = _path is null ? null : new AuditedObject(
            _path.Group, _path.Version, _path.Plural, _path.Subresource ?? "", _path.Namespace ?? "", _path.Name ?? _name ?? status?.Details?.Name ?? "")
        {
            Uid = _uid,
            ResourceVersion = _resourceVersion,
        },
        Code = code,
        Reason = status?.Reason ?? _refusal?.Reason,
        Message = AuditedRequest.MessageOf(status),
        Received = received,
        Annotations = _account is null ? [] : [new(AuditAnnotations.Account, _account)],
    };
}
