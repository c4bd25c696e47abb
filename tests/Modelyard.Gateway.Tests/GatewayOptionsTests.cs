namespace Modelyard.Gateway.Tests;

public sealed class GatewayOptionsTests
{
    [Fact]
    public void Validate_Defaults_AreValid() => new GatewayOptionsValidator().Validate(null, new GatewayOptions()).Succeeded.ShouldBeTrue();

    [Fact]
    public void Validate_SeveralMistakes_NamesEveryKey()
    {
        var options = new GatewayOptions
        {
            MaxRequestBytes = 0,
            ConnectTimeout = TimeSpan.Zero,
            FirstByteTimeout = TimeSpan.FromSeconds(-1),
            IdleTimeout = TimeSpan.Zero,
            KeyRefreshInterval = TimeSpan.FromSeconds(2),
            KeyUseInterval = TimeSpan.Zero,
            NotReadyRetryAfter = TimeSpan.Zero,
        };

        var failures = new GatewayOptionsValidator().Validate(null, options).Failures!.Select(f => f.Split(' ')[0]);

        failures.ShouldBe(
            ["MaxRequestBytes", "ConnectTimeout", "FirstByteTimeout", "IdleTimeout", "KeyUseInterval", "KeyRefreshInterval", "NotReadyRetryAfter"],
            ignoreOrder: true);
    }
}
