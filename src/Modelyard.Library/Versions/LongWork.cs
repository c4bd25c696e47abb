namespace Modelyard.Library;

/// <summary>
/// What takes minutes or hours of a version's way: fetching and scanning. Only so many versions are at it at a time, fewer than are looked at, so that decisions about
/// others are not kept waiting; and what is scanned again because the rules have changed goes one after the other, so that it does not keep what is new waiting.
/// </summary>
internal sealed class LongWork(TimeProvider time)
{
    /// <summary>How many versions are looked at at a time.</summary>
    public const int Workers = 8;

    /// <summary>How many of them are at long work.</summary>
    public const int Places = 4;

    // Whoever had the turn before calls the next one; should that have become nothing, nobody waits for ever.
    private static readonly TimeSpan AtTheLatest = TimeSpan.FromMinutes(5);

    private readonly Turns _first = new(Places);
    private readonly Turns _again = new(1);
    private IVersionQueue? _versions;

    public void Follow(IVersionQueue versions) => _versions = versions;

    /// <summary>Whether it is this version's turn, which then lasts until its passage ends. If not, it is looked at again when it is.</summary>
    /// <param name="passage">The version.</param>
    /// <param name="isAgain">Whether all of it was done before.</param>
    public bool TryBegin(VersionPassage passage, bool isAgain = false)
    {
        if (passage.HasTurn)
        {
            return true;
        }

        var turns = isAgain ? _again : _first;
        if (!turns.TryBegin(passage.Key))
        {
            passage.LookAgain(time.GetUtcNow() + AtTheLatest);
            return false;
        }

        passage.TakeTurn(() =>
        {
            if (turns.End() is { } next)
            {
                _versions!.Enqueue(next);
            }
        });
        return true;
    }
}
