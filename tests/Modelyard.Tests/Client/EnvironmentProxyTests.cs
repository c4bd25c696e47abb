using Modelyard.Client;

namespace Modelyard.Tests.Client;

public sealed class EnvironmentProxyTests
{
    [Theory]
    [InlineData("https://api.example.com", "", "http://secure:8080/")]
    [InlineData("http://api.example.com", "", "http://plain:3128/")]
    [InlineData("https://127.0.0.1:6443", "", null)]
    [InlineData("https://localhost:6443", "", null)]
    [InlineData("https://10.1.2.3:6443", "192.168.0.0/16,10.0.0.0/8", null)]
    [InlineData("https://11.1.2.3:6443", "10.0.0.0/8", "http://secure:8080/")]
    [InlineData("https://10.1.2.3:6443", "10.1.2.3", null)]
    [InlineData("https://[fd00::1]:6443", "fd00::/8", null)]
    [InlineData("https://api.example.com", "example.com", null)]
    [InlineData("https://example.com", "example.com", null)]
    [InlineData("https://notexample.com", "example.com", "http://secure:8080/")]
    [InlineData("https://example.com", ".example.com", "http://secure:8080/")]
    [InlineData("https://api.example.com", "*.example.com", null)]
    [InlineData("https://api.example.com:6443", "api.example.com:6443", null)]
    [InlineData("https://api.example.com:443", "api.example.com:6443", "http://secure:8080/")]
    [InlineData("https://api.example.com", "*", null)]
    public void Proxy_ForAServer_IsChosenAsKubectlDoes(string server, string except, string? expected)
    {
        var variables = new Dictionary<string, string> { ["HTTPS_PROXY"] = "http://secure:8080", ["http_proxy"] = "plain:3128", ["NO_PROXY"] = except };
        var proxy = new EnvironmentProxy(variables.GetValueOrDefault);

        proxy.GetProxy(new Uri(server))?.ToString().ShouldBe(expected);
        proxy.IsBypassed(new Uri(server)).ShouldBe(expected is null);
    }
}
