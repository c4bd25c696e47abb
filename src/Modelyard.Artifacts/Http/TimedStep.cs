namespace Modelyard.Artifacts;

/// <summary>One step of a transfer. A source that takes too long for it, or goes away, may be there again later.</summary>
/// <param name="tooSlow">The message when the time is up, which is added.</param>
internal sealed class TimedStep(string source, string tooSlow, TimeSpan limit, TimeProvider time)
{
    internal async ValueTask<T> RunAsync<T>(Func<CancellationToken, ValueTask<T>> step, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await step(either.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new FetchException(FetchFailure.Unreachable, $"{tooSlow} {limit.TotalSeconds:0} s.", e);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw new FetchException(FetchFailure.Unreachable, $"{source}: the connection was lost ({e.Message.TrimEnd('.')}).", e);
        }
    }
}
