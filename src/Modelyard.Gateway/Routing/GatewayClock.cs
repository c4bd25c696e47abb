namespace Modelyard.Gateway;

/// <summary>The time since the gateway began, in ticks of 100 ns: what all waits and allowances are counted by, whatever the clock on the wall does.</summary>
internal sealed class GatewayClock(TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();

    public long Now => time.GetElapsedTime(_began).Ticks;
}
