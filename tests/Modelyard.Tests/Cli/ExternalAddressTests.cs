using System.Net;

namespace Modelyard.Tests.Cli;

public sealed class ExternalAddressTests
{
    [Theory]
    [InlineData("models.example.com:443", "https://models.example.com/", false)]
    [InlineData("Models.Example.com:8443", "https://models.example.com:8443/", false)]
    [InlineData("localhost:8443", "https://localhost:8443/", true)]
    [InlineData("127.0.0.1:8443", "https://127.0.0.1:8443/", true)]
    [InlineData("[::1]:8443", "https://[::1]:8443/", true)]
    public void Address_ThatCanBeCalled_IsListenedOn_ByANameOnAllAddresses(string text, string url, bool isLoopback)
    {
        ExternalAddress.TryParse(text, out var address, out _).ShouldBeTrue();

        address!.Url.ToString().ShouldBe(url);
        IPAddress.IsLoopback(address.Listen.Address).ShouldBe(isLoopback);
        ExternalAddress.TryParse(address.ToString(), out var again, out _).ShouldBeTrue();
        again.ShouldBe(address);
    }

    [Theory]
    [InlineData("models.example.com", "HOST:PORT")]
    [InlineData("models.example.com:0", "HOST:PORT")]
    [InlineData("models.example.com:70000", "HOST:PORT")]
    [InlineData(":443", "HOST:PORT")]
    [InlineData("0.0.0.0:443", "say the name that callers use")]
    [InlineData("[::]:443", "say the name that callers use")]
    [InlineData("models example:443", "neither a host name nor an IP address")]
    public void Address_ThatCannotBe_SaysWhatToWrite(string text, string message)
    {
        ExternalAddress.TryParse(text, out _, out var problem).ShouldBeFalse();

        problem!.ShouldContain(message);
    }
}
