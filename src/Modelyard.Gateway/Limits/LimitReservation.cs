using System.Runtime.CompilerServices;

namespace Modelyard.Gateway;

/// <summary>A call that was let in: what it has taken of each limit until its end is known.</summary>
internal sealed class LimitReservation(LimitSet set, long tokens)
{
    /// <summary>Organization, user and key: in all, and on one deployment.</summary>
    public const int MostMeters = 6;

    private Amounts _taken;
    private int _ended;

    /// <summary>What the call was expected to take.</summary>
    public long Tokens => tokens;

    /// <summary>Ends the call, which has really taken so many tokens. Only the first end counts.</summary>
    public void Settle(long actual) => End(actual, uncounted: false);

    /// <summary>Ends a call that never reached a model: as if it had not been.</summary>
    public void Cancel() => End(0, uncounted: true);

    internal void Note(int meter, long taken) => _taken[meter] = taken;

    internal long TakenOf(int meter) => _taken[meter];

    private void End(long actual, bool uncounted)
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            set.Leave(this, actual, uncounted);
        }
    }

    [InlineArray(MostMeters)]
    private struct Amounts
    {
        private long _first;
    }
}
