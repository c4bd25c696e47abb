namespace Modelyard.Tests.Testing;

/// <summary>The system's time with a clock on the wall that somebody sets, as an operator or a time server does.</summary>
internal sealed class WallClock : TimeProvider
{
    private long _offsetTicks;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));

    public void Jump(TimeSpan by) => Interlocked.Add(ref _offsetTicks, by.Ticks);
}
