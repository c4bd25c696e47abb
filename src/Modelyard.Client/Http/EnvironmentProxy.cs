using System.Net;

namespace Modelyard.Client;

/// <summary>
/// The proxy that <c>HTTPS_PROXY</c>, <c>HTTP_PROXY</c> and <c>NO_PROXY</c> name, read as kubectl reads them: unlike the framework it knows
/// address ranges (<c>10.0.0.0/8</c>) and ports in <c>NO_PROXY</c>, and this machine is never reached by a proxy.
/// </summary>
internal sealed class EnvironmentProxy(Func<string, string?> variable) : IWebProxy
{
    private readonly Uri? _http = Address(variable, "HTTP_PROXY");
    private readonly Uri? _https = Address(variable, "HTTPS_PROXY");
    private readonly string[] _exceptions = (Value(variable, "NO_PROXY") ?? "")
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public ICredentials? Credentials { get; set; }

    public static EnvironmentProxy OfThisProcess() => new(Environment.GetEnvironmentVariable);

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : ProxyFor(destination);

    public bool IsBypassed(Uri host)
    {
        if (ProxyFor(host) is null || host.IsLoopback)
        {
            return true;
        }

        var address = IPAddress.TryParse(host.IdnHost, out var parsed) ? parsed : null;
        return (address is not null && IPAddress.IsLoopback(address)) || _exceptions.Any(e => Covers(e, host, address));
    }

    private Uri? ProxyFor(Uri destination) => destination.Scheme == Uri.UriSchemeHttps ? _https : _http;

    private static bool Covers(string exception, Uri host, IPAddress? address)
    {
        if (exception == "*")
        {
            return true;
        }

        if (IPNetwork.TryParse(exception, out var network))
        {
            return address is not null && network.Contains(address);
        }

        var (name, port) = SplitPort(exception);
        if (port is not null && port != host.Port)
        {
            return false;
        }

        if (IPAddress.TryParse(name, out var one))
        {
            return one.Equals(address);
        }

        // "example.com" covers the name and all below it, ".example.com" and "*.example.com" only what is below.
        name = name.StartsWith("*.", StringComparison.Ordinal) ? name[1..] : name;
        return name.StartsWith('.')
            ? host.IdnHost.EndsWith(name, StringComparison.OrdinalIgnoreCase)
            : host.IdnHost.Equals(name, StringComparison.OrdinalIgnoreCase) || host.IdnHost.EndsWith("." + name, StringComparison.OrdinalIgnoreCase);
    }

    private static (string Name, int? Port) SplitPort(string text)
    {
        var colon = text.LastIndexOf(':');
        var isPort = colon > 0 && (text[colon - 1] == ']' || text.IndexOf(':') == colon) && int.TryParse(text.AsSpan(colon + 1), out _);
        var name = isPort ? text[..colon] : text;
        return (name.Trim('[', ']'), isPort ? int.Parse(text.AsSpan(colon + 1)) : null);
    }

    private static Uri? Address(Func<string, string?> variable, string name) =>
        Value(variable, name) is { Length: > 0 } text && Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text, UriKind.Absolute, out var uri)
            ? uri
            : null;

    private static string? Value(Func<string, string?> variable, string name) => variable(name) is { Length: > 0 } value ? value : variable(name.ToLowerInvariant());
}
