using Modelyard.Api;

namespace Modelyard.Gateway;

/// <summary>How long a call waits for a replica.</summary>
/// <param name="Connect">For a connection.</param>
/// <param name="FirstByte">For the beginning of the answer. One that is not streamed begins when it is complete.</param>
/// <param name="Idle">For the next piece of it.</param>
/// <param name="Total">For all of it; null for as long as it takes.</param>
internal sealed record CallTimeouts(TimeSpan Connect, TimeSpan FirstByte, TimeSpan Idle, TimeSpan? Total)
{
    public static CallTimeouts Of(GatewayOptions options) => new(options.ConnectTimeout, options.FirstByteTimeout, options.IdleTimeout, null);

    /// <summary>These, but for what a deployment says.</summary>
    public CallTimeouts With(DeploymentTimeouts? timeouts) => timeouts is null ? this : new CallTimeouts(
        Or(timeouts.Connect, Connect), Or(timeouts.FirstToken, FirstByte), Or(timeouts.Idle, Idle), timeouts.Total is null ? Total : Or(timeouts.Total, TimeSpan.MaxValue));

    private static TimeSpan Or(string? text, TimeSpan other) => text is not null && DurationText.TryParse(text, out var time) ? time : other;
}
