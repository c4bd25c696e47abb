namespace Modelyard.Artifacts;

/// <summary>What one source may be burdened with: requests at a time, and bytes a second of all of them together.</summary>
internal sealed class SourceThrottle : IDisposable
{
    private const int PortionsPerSecond = 8;
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly long? _bandwidth;
    private readonly SemaphoreSlim? _places;
    private DateTimeOffset _free;

    internal SourceThrottle(SourceAccess access, TimeProvider time)
    {
        _time = time;
        _bandwidth = access.Bandwidth is null ? null : Math.Max(1, access.Bandwidth.Value);
        _places = access.Concurrency is { } places ? new SemaphoreSlim(Math.Max(1, places)) : null;
    }

    /// <summary>Waits for a place, which is taken until the answer has been read.</summary>
    internal async Task<Place> EnterAsync(CancellationToken cancellationToken)
    {
        await (_places?.WaitAsync(cancellationToken) ?? Task.CompletedTask);
        return new Place(_places);
    }

    /// <summary>How much to read at once: little enough that no download waits long for its next bytes.</summary>
    internal int Portion(int wanted) => _bandwidth is { } rate ? (int)Math.Clamp(rate / PortionsPerSecond, 1, wanted) : wanted;

    /// <summary>Waits as long as bytes that were read may take.</summary>
    internal Task PayAsync(int bytes, CancellationToken cancellationToken)
    {
        if (_bandwidth is not { } rate || bytes == 0)
        {
            return Task.CompletedTask;
        }

        TimeSpan wait;
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            _free = (_free > now ? _free : now) + TimeSpan.FromSeconds((double)bytes / rate);
            wait = _free - now;
        }

        return Task.Delay(wait, _time, cancellationToken);
    }

    public void Dispose() => _places?.Dispose();

    internal sealed class Place(SemaphoreSlim? places) : IDisposable
    {
        private SemaphoreSlim? _places = places;

        public void Dispose() => Interlocked.Exchange(ref _places, null)?.Release();
    }
}
