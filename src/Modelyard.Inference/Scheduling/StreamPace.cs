namespace Modelyard.Inference;

/// <summary>
/// When a step's tokens are handed to their readers: at once while steps are slow, every few steps while they are fast. Each write
/// stops a computing thread, and with it all of them; nobody reads a hundred words a second.
/// </summary>
/// <param name="interval">The longest a token may be kept back; zero hands on every token by itself.</param>
internal sealed class StreamPace(TimeSpan interval, TimeProvider time)
{
    private long _handedOn;
    private long _stepStarted;

    /// <summary>Called before each step.</summary>
    /// <param name="readsPrompts">Whether the step reads prompts, and so may take far longer than the one before.</param>
    internal bool IsDue(bool readsPrompts)
    {
        var now = time.GetTimestamp();
        var step = time.GetElapsedTime(_stepStarted, now);
        _stepStarted = now;
        // After the coming step it would be too late.
        if (!readsPrompts && time.GetElapsedTime(_handedOn, now) + step <= interval)
        {
            return false;
        }

        _handedOn = now;
        return true;
    }
}
