namespace Modelyard.Client;

/// <summary>The way to the API that every Pod of a cluster is given.</summary>
public static class InClusterConfig
{
    /// <summary>Where a Pod finds what its service account is.</summary>
    public const string ServiceAccountFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

    private const string HostVariable = "KUBERNETES_SERVICE_HOST";
    private const string PortVariable = "KUBERNETES_SERVICE_PORT";

    /// <summary>Whether this process runs in a Pod.</summary>
    public static bool IsAvailable(string folder = ServiceAccountFolder) =>
        !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(HostVariable)) && File.Exists(TokenOf(folder));

    /// <summary>What the environment and the service account's folder say.</summary>
    /// <exception cref="ConnectionConfigException">Something is missing; all that is, is listed.</exception>
    public static ConnectionOptions Read(string folder = ServiceAccountFolder) =>
        Read(Environment.GetEnvironmentVariable(HostVariable), Environment.GetEnvironmentVariable(PortVariable), folder);

    internal static ConnectionOptions Read(string? host, string? port, string folder)
    {
        var (authority, ns) = (Path.Combine(folder, "ca.crt"), Path.Combine(folder, "namespace"));
        List<string> problems =
        [
            .. new[] { (HostVariable, host), (PortVariable, port) }.Where(v => string.IsNullOrEmpty(v.Item2)).Select(v => $"the environment variable {v.Item1} is not set"),
            .. new[] { TokenOf(folder), authority }.Where(f => !File.Exists(f)).Select(f => $"{f} does not exist"),
        ];
        if (problems.Count == 0 && (!ushort.TryParse(port, out var number) || number == 0))
        {
            problems.Add($"the environment variable {PortVariable} is \"{port}\", which is no port");
        }

        if (problems.Count > 0)
        {
            throw new ConnectionConfigException(["this process does not seem to run in a Pod of a cluster with a service account", .. problems]);
        }

        return new ConnectionOptions
        {
            Server = new Uri($"https://{(host!.Contains(':') ? $"[{host}]" : host)}:{port}"),
            Namespace = File.Exists(ns) ? File.ReadAllText(ns).Trim() : null,
            Authority = File.ReadAllText(authority),
            Credentials = new TokenFile(TokenOf(folder), fallback: null, certificate: null),
        };
    }

    private static string TokenOf(string folder) => Path.Combine(folder, "token");
}
