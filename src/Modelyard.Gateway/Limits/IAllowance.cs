namespace Modelyard.Gateway;

/// <summary>What can be used of a limit per minute: all of it, where this gateway is the only one, or the part it has taken of what several share.</summary>
internal interface IAllowance
{
    long PerMinute { get; }

    /// <summary>What can be taken now, as far as is known here.</summary>
    long Remaining { get; }

    /// <summary>Whether forgetting it would make no difference.</summary>
    bool IsAtRest { get; }

    /// <summary>Adds what has come by now.</summary>
    void Refill(long now);

    void Resize(long perMinute, long now);

    /// <summary>How long until so much can be taken, or all of it if that is less; zero when it can be now.</summary>
    TimeSpan TimeUntil(long amount);

    TimeSpan TimeUntilFull();

    /// <summary>Takes it, or gives it back when negative.</summary>
    void Take(long amount, long now);
}
