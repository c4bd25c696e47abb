namespace Modelyard.Node;

/// <summary>How long to wait before an instance is started again, as the kubelet does it.</summary>
/// <remarks>The first restart is immediate; then the pause doubles up to the maximum. A run that lasted twice the maximum forgives everything.</remarks>
internal sealed class CrashBackoff(TimeSpan initial, TimeSpan max)
{
    private TimeSpan _next = TimeSpan.Zero;

    /// <summary>The pause after a run that lasted <paramref name="uptime"/>.</summary>
    public TimeSpan AfterRun(TimeSpan uptime)
    {
        if (uptime >= 2 * max)
        {
            _next = TimeSpan.Zero;
        }

        var pause = _next;
        var doubled = pause == TimeSpan.Zero ? initial : 2 * pause;
        _next = doubled < max ? doubled : max;
        return pause;
    }
}
