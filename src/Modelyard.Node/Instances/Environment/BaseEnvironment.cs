namespace Modelyard.Node;

/// <summary>
/// What every instance gets from our own environment: enough to find programs, libraries and a home, nothing that may be a secret of the control plane.
/// </summary>
internal static class BaseEnvironment
{
    private const string DefaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private static readonly string[] Passed =
        ["PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "DOTNET_ROOT", "CUDA_HOME", "SSL_CERT_FILE", "SSL_CERT_DIR"];

    public static Dictionary<string, string> Create(Func<string, string?> variable)
    {
        var environment = new Dictionary<string, string> { ["PATH"] = DefaultPath, ["LANG"] = "C.UTF-8" };
        foreach (var name in Passed)
        {
            if (variable(name) is { Length: > 0 } value)
            {
                environment[name] = value;
            }
        }

        return environment;
    }
}
