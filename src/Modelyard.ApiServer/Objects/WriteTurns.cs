using Modelyard.Storage;

namespace Modelyard.ApiServer;

/// <summary>
/// Whoever lost a race for an object tries again in turn. If all did at once, each success would undo the work of all the others, and a
/// crowd would get slower the larger it is.
/// </summary>
internal sealed class WriteTurns
{
    // Objects share them by chance: that two wait for each other needlessly is rare, and costs a moment.
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Waits for a turn, which lasts until it is disposed of.</summary>
    public async Task<IDisposable> TakeAsync(ResourceKey key, CancellationToken cancellationToken)
    {
        var turn = _turns[(uint)key.GetHashCode() % _turns.Length];
        await turn.WaitAsync(cancellationToken);
        return new Turn(turn);
    }

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
