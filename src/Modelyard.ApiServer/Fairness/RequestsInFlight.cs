using System.Threading.RateLimiting;

namespace Modelyard.ApiServer;

/// <summary>
/// Bounds the requests of one user that are worked on at the same time, so that a client gone wild delays itself and nobody else.
/// As many again wait their turn; the rest is refused with 429 and comes again.
/// </summary>
internal sealed class RequestsInFlight(ApiServerOptions options) : IAsyncDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(
        user => RateLimitPartition.GetConcurrencyLimiter(user, _ => new ConcurrencyLimiterOptions
        {
            PermitLimit = options.MaxRequestsInFlight,
            QueueLimit = options.MaxRequestsInFlight,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }));

    /// <summary>Waits for a turn, which lasts until it is disposed; null for what is meant to stay open: watches and logs.</summary>
    public async ValueTask<IDisposable?> EnterAsync(ApiRequest request, string verb)
    {
        if (verb == "watch" || request.Path.Subresource == "log")
        {
            return null;
        }

        var turn = await _limiter.AcquireAsync(request.User.Name, cancellationToken: request.Aborted);
        if (turn.IsAcquired)
        {
            return turn;
        }

        turn.Dispose();
        throw StatusErrors.TooManyRequests();
    }

    public ValueTask DisposeAsync() => _limiter.DisposeAsync();
}
