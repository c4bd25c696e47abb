using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Modelyard.Ledger;

namespace Modelyard.Gateway;

/// <summary>What one call of a known key uses: reserved, counted while the answer passes by, and closed before the client has the end of it.</summary>
internal sealed partial class CallAccount(GatewayCall call, UsageJournal journal, ILogger<CallAccount> logger) : IDisposable
{
    private readonly UsageScanner _answer = new();
    private readonly EventUsage _events = new();
    private List<BudgetReservation>? _budgets;
    private UsageRecord? _begun;
    private long _answerBytes;
    private int _closed;

    /// <summary>What the call is expected to use at most.</summary>
    public TokenUsage Expected { get; set; }

    /// <summary>What of that the client itself asks for. The rest is a guess.</summary>
    public TokenUsage Certain { get; set; }

    /// <summary>What it has taken of its limits; null when it has none.</summary>
    public LimitReservation? Reservation { get; set; }

    /// <summary>What the answer says so far that was used; null when it says nothing.</summary>
    public TokenUsage? Reported => call.Streamed ? _events.Reported : _answer.Found;

    /// <summary>What it used; nothing until it is closed.</summary>
    public TokenUsage Used { get; private set; }

    public UsageState State { get; private set; }

    public long CostNanos { get; private set; }

    /// <summary>Notes what the call may cost somebody.</summary>
    public void Add(BudgetReservation budget) => (_budgets ??= []).Add(budget);

    /// <summary>Writes down that the call is about to be sent to a replica.</summary>
    /// <exception cref="LedgerException">That cannot be written; the call must not be sent.</exception>
    public void Begin()
    {
        _begun = Describe(UsageState.Estimated, Expected, status: 0);
        journal.Begin(_begun);
    }

    /// <summary>Takes note of a piece of an answer that is not a stream.</summary>
    public void Read(ReadOnlySpan<byte> piece)
    {
        _answerBytes += piece.Length;
        _answer.Read(piece);
    }

    /// <summary>Takes note of an event of a stream; true when it is there for the usage alone.</summary>
    public bool ReadEvent(ReadOnlySpan<byte> @event) => _events.Read(@event);

    /// <summary>Settles a call that was answered as another was before: it costs nothing and takes no tokens, but it is a request.</summary>
    /// <param name="usage">What the other took, as its answer says.</param>
    public void CloseCached(TokenUsage? usage)
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0)
        {
            (State, Used) = (UsageState.Settled, usage ?? default);
            Reservation?.Settle(0);
            Record(Describe(State, Used, StatusCodes.Status200OK));
        }
    }

    /// <summary>Settles the call with its limits and its record. Only the first time counts: what happens after it is the client's loss or gain.</summary>
    /// <param name="status">Of the answer.</param>
    public void Close(int status)
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return;
        }

        (State, Used) = _begun is null ? (UsageState.Rejected, default) : Outcome(status);
        if (_begun is null)
        {
            Reservation?.Cancel();
        }
        else
        {
            Reservation?.Settle(Used.Total);
        }

        Record(Describe(State, Used, status));
    }

    public void Dispose() => _answer.Dispose();

    private void Record(UsageRecord record)
    {
        _budgets?.ForEach(b => b.Settle(CostNanos));
        try
        {
            journal.End(record);
        }
        catch (LedgerException e)
        {
            // A call that was refused anyway: it used nothing.
            Log.RefusalNotRecorded(logger, call.RequestId, e);
        }
    }

    private (UsageState State, TokenUsage Used) Outcome(int status)
    {
        if (call.Outcome is CallOutcome.UpstreamFailed or CallOutcome.GatewayFailed || (call.Outcome == CallOutcome.Completed && status >= 400))
        {
            // The model wrote nothing that anybody got.
            return (UsageState.Settled, default);
        }

        if (call.Operation.IsFree)
        {
            return (UsageState.Settled, default);
        }

        var reported = Reported;
        if (reported is { } known && call.Fields.Length > 0)
        {
            call.Model.State.Learn(call.Fields.Length, known.Input);
        }

        var state = call.Outcome switch
        {
            CallOutcome.Truncated => UsageState.Truncated,
            CallOutcome.ClientAborted => UsageState.ClientAborted,
            _ => reported is null && !call.Operation.CountsInputsAsImages ? UsageState.Estimated : UsageState.Settled,
        };
        var used = reported ?? Expected with { Output = EstimateOutput() };
        if (state is UsageState.Truncated or UsageState.ClientAborted && call.Streamed && call.Operation.NamesEvents)
        {
            // These streams report at their beginning what was read, and only at their end what was written.
            used = used with { Output = Math.Max(used.Output, EstimateOutput()) };
        }

        return (state, call.Operation.CountsInputsAsImages && used.Images == 0 ? used with { Images = call.Fields.Inputs } : used);
    }

    private long EstimateOutput() =>
        call.Streamed ? Math.Max(0, _events.EstimatedOutput)
        : call.Operation.Generates ? _answerBytes / EventUsage.BytesPerToken
        : 0;

    private UsageRecord Describe(UsageState state, in TokenUsage usage, int status)
    {
        var key = call.Key;
        var prices = call.KnownModel?.Terms.Prices;
        CostNanos = state == UsageState.Rejected || call.Operation.IsFree || call.CacheResult == CacheResult.Hit || (state == UsageState.Settled && status >= 400) ? 0 : prices?.CostOf(usage) ?? 0;
        return new UsageRecord
        {
            Id = _begun?.Id ?? call.Id.ToString(),
            RequestId = call.RequestId,
            At = call.ArrivedAt,
            Organization = call.Tenant?.Name,
            Project = key.Namespace,
            User = key.User ?? key.ServiceAccount,
            KeyId = _begun?.KeyId ?? key.Id.ToString(),
            KeyName = key.Name,
            DeploymentNamespace = call.KnownModel?.Namespace ?? "",
            Deployment = call.KnownModel?.Name ?? "",
            Endpoint = call.Endpoint?.QualifiedId,
            Operation = call.Operation.Name,
            Streamed = call.Streamed,
            Status = status,
            State = state,
            InputTokens = usage.Input,
            CachedInputTokens = usage.CachedInput,
            OutputTokens = usage.Output,
            Images = usage.Images,
            CostNanos = CostNanos,
            Currency = prices?.Currency,
            PriceIn = prices?.Input,
            PriceCached = prices?.CachedInput,
            PriceOut = prices?.Output,
            PerRequest = prices?.PerRequest,
            PerImage = prices?.PerImage,
            DurationMs = (long)call.Elapsed.TotalMilliseconds,
            CacheHit = call.CacheResult == CacheResult.Hit,
            FirstTokenMs = call.Streamed ? (long?)call.TimeToFirstByte?.TotalMilliseconds : null,
        };
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Request {RequestId} was refused, and that is not recorded.")]
        public static partial void RefusalNotRecorded(ILogger logger, string requestId, Exception exception);
    }
}
