using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Modelyard.Ledger;

namespace Modelyard.Gateway;

/// <summary>One call on its way through the steps, each of which adds what it found out.</summary>
internal sealed class GatewayCall(HttpContext http, GatewayOperation operation, TimeProvider time)
{
    private readonly long _startedAt = time.GetTimestamp();
    private DateTimeOffset? _arrivedAt;
    private Guid? _id;
    private ApiKey? _key;
    private RequestBody? _body;
    private ServedModel? _model;

    public HttpContext Http { get; } = http;

    public GatewayOperation Operation { get; } = operation;

    /// <summary><c>namespace/name</c> when the URL is that of one service.</summary>
    public string? ServiceId { get; init; }

    /// <summary>Whether it came in where only published endpoints can be reached.</summary>
    public bool IsFromOutside { get; init; }

    /// <summary>The path of the endpoint when the URL is that of one.</summary>
    public string? EndpointPath { get; init; }

    /// <summary>The rest of the URL where it names a model, still escaped.</summary>
    public string ModelPath { get; init; } = "";

    /// <summary>The model the URL names, and what follows its name; null when the body names it.</summary>
    public ModelPath? PathModel { get; init; }

    /// <summary>The endpoint the call came by; null when it came to a model directly.</summary>
    public EndpointModel? Endpoint { get; set; }

    /// <summary>What the call has in common with those that are best answered by the same replica; null when nothing.</summary>
    public ulong? AffinityHash { get; set; }

    /// <summary>Whether the body names something the replica does not know, in whose stead it has to be told its own name.</summary>
    public bool NeedsRenaming { get; set; }

    /// <summary>Never used twice, whatever clients call their requests; ordered by arrival.</summary>
    public Guid Id => _id ??= Guid.CreateVersion7(ArrivedAt);

    /// <summary>What the call is named in its answer and in logs: as the client named it, or after <see cref="Id"/>.</summary>
    public string RequestId { get; private set; } = "";

    public ApiKey Key { get => _key ?? throw NotYet(); set => _key = value; }

    /// <summary>Null for a call without one.</summary>
    public RequestBody? Body { get => _body; set => _body = value; }

    public RequestFields Fields { get; set; }

    /// <summary>The organization the key belongs to; null when it belongs to none.</summary>
    public Tenant? Tenant { get; private set; }

    /// <summary>Whom the key is for, as a member of that; null when it is for nobody or for somebody who is none.</summary>
    public Member? Member { get; set; }

    /// <summary>What it uses; null for a call that is not accounted for.</summary>
    public CallAccount? Account { get; set; }

    /// <summary>Where its limits stand.</summary>
    public RateStatus RateStatus { get; set; }

    public ServedModel Model { get => _model ?? throw NotYet(); set => _model = value; }

    public Replica? Replica { get; private set; }

    /// <summary>How long it waited for one; null when it did not have to.</summary>
    public TimeSpan? QueueWait { get; set; }

    /// <summary>Its place in a trace; null while nobody collects traces.</summary>
    public Activity? Span { get; set; }

    /// <summary>Whether the answer is a stream of events.</summary>
    public bool Streamed { get; set; }

    /// <summary>Whether the client has its answer, so that no further step is needed.</summary>
    public bool IsAnswered { get; set; }

    /// <summary>What the cache had for it.</summary>
    public CacheResult CacheResult { get; set; }

    /// <summary>Keeps a copy of the answer; null when that is not wanted.</summary>
    public AnswerRecorder? Recorder { get; set; }

    /// <summary>Whether the client was sent the beginning of an answer that has no end.</summary>
    public bool IsUnfinished { get; set; }

    public CallOutcome Outcome { get; set; } = CallOutcome.Completed;

    /// <summary>The model, once it is known.</summary>
    public ServedModel? KnownModel => _model;

    public DateTimeOffset ArrivedAt => _arrivedAt ??= time.GetUtcNow() - Elapsed;

    public TimeSpan Elapsed => time.GetElapsedTime(_startedAt);

    /// <summary>When, after its start, the first byte of a replica's answer arrived.</summary>
    public TimeSpan? TimeToFirstByte { get; private set; }

    /// <summary>For metrics and logs of calls that did not come far.</summary>
    public string? ModelId => _model?.QualifiedId;

    /// <summary>Gives the call its name, here and in the answer.</summary>
    public void Identify(string requestId)
    {
        RequestId = requestId;
        Http.Response.Headers["x-request-id"] = requestId;
        Http.Response.Headers["openai-version"] = "2020-10-01";
    }

    /// <summary>Says whose call it is, here and in the answer.</summary>
    public void BelongTo(Tenant? tenant)
    {
        Tenant = tenant;
        if (tenant is not null)
        {
            Http.Response.Headers["openai-organization"] = tenant.Name;
        }
    }

    public void StampProcessingTime() =>
        Http.Response.Headers["openai-processing-ms"] = ((long)Elapsed.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

    public void NoteFirstByte() => TimeToFirstByte ??= Elapsed;

    /// <summary>The path at a replica.</summary>
    public string ReplicaPath => PathModel is { } named ? $"{Operation.ReplicaPath}{Uri.EscapeDataString(Model.ReplicaName)}{named.Rest}" : Operation.ReplicaPath!;

    /// <summary>Has <paramref name="replica"/>, which has counted it in, answer this call instead of the one it had before.</summary>
    public void Occupy(Replica replica)
    {
        Replica?.Leave();
        Replica = replica;
    }

    /// <summary>Settles what the call used: what comes now is the last of its answer.</summary>
    public void CloseAccount() => Account?.Close(Http.Response.StatusCode);

    /// <summary>Forgets an answer of which nothing was sent.</summary>
    public void StartOver()
    {
        Http.Response.Clear();
        Streamed = false;
        Identify(RequestId);
        BelongTo(Tenant);
        RateHeaders.Write(Http.Response.Headers, RateStatus);
    }

    /// <summary>Gives back what the call holds. Its answer is complete, or never will be.</summary>
    public void Release()
    {
        if (Replica is { } replica)
        {
            replica.Leave();
            _model?.State.Queue.Signal();
        }

        Account?.Dispose();
        _body?.Dispose();
        _body = null;
    }

    private static InvalidOperationException NotYet() => new("An earlier step provides this.");
}
