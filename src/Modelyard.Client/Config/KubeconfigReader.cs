using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Text;

namespace Modelyard.Client;

/// <summary>Turns one context into what a connection needs. Everything that is wrong is found before anything is said.</summary>
internal sealed partial class KubeconfigReader(string context, Kubeconfig.Entry<KubeconfigCluster> cluster, Kubeconfig.Entry<KubeconfigUser> user)
{
    private static readonly string[] ProxySchemes = ["http", "https", "socks5"];

    private readonly List<string> _problems = [];

    public ConnectionOptions Read(string? ns)
    {
        var server = Server();
        var authority = Authority();
        var proxy = Proxy();
        var certificate = Certificate();
        var impersonation = Impersonation();
        var authorization = Authorization();
        var exec = user.Value.Exec is { } plugin ? Exec(plugin, authority, proxy) : null;
        if (_problems.Count > 0)
        {
            throw new ConnectionConfigException(_problems);
        }

        return new ConnectionOptions
        {
            Server = server!,
            Namespace = string.IsNullOrEmpty(ns) ? null : ns,
            Authority = authority,
            TlsServerName = string.IsNullOrEmpty(cluster.Value.TlsServerName) ? null : cluster.Value.TlsServerName,
            SkipTlsVerify = cluster.Value.InsecureSkipTlsVerify,
            Proxy = proxy is null ? null : new WebProxy(proxy),
            Compression = !cluster.Value.DisableCompression,
            Impersonate = impersonation,
            Credentials = exec is not null ? exec.WithCertificate(certificate)
                : string.IsNullOrEmpty(user.Value.TokenFile) ? new FixedCredential(authorization, certificate)
                : new TokenFile(Absolute(user.Value.TokenFile, user.File), user.Value.Token, certificate),
        };
    }

    private Uri? Server()
    {
        var text = cluster.Value.Server;
        if (string.IsNullOrEmpty(text))
        {
            return Wrong<Uri>(cluster, "cluster.server", "is not set: give the address of the API, such as https://10.0.0.1:6443");
        }

        return Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
            ? uri
            : Wrong<Uri>(cluster, "cluster.server", $"\"{text}\" is not an http or https URL");
    }

    private string? Authority()
    {
        var (data, file) = (cluster.Value.CertificateAuthorityData, cluster.Value.CertificateAuthority);
        if (cluster.Value.InsecureSkipTlsVerify && (!string.IsNullOrEmpty(data) || !string.IsNullOrEmpty(file)))
        {
            return Wrong<string>(cluster, "cluster.insecure-skip-tls-verify", "must not be true beside a certificate authority: remove one of the two");
        }

        var pem = Pem(cluster, "cluster.certificate-authority", data, file);
        if (pem is not null && !PemCertificates.CanRead(pem))
        {
            return Wrong<string>(cluster, "cluster.certificate-authority", "holds no PEM certificate");
        }

        return pem;
    }

    private Uri? Proxy()
    {
        if (string.IsNullOrEmpty(cluster.Value.ProxyUrl))
        {
            return null;
        }

        return Uri.TryCreate(cluster.Value.ProxyUrl, UriKind.Absolute, out var uri) && ProxySchemes.Contains(uri.Scheme)
            ? uri
            : Wrong<Uri>(cluster, "cluster.proxy-url", $"\"{cluster.Value.ProxyUrl}\" is not a URL of the scheme {string.Join(", ", ProxySchemes)}");
    }

    private SslStreamCertificateContext? Certificate()
    {
        var found = _problems.Count;
        var certificate = Pem(user, "user.client-certificate", user.Value.ClientCertificateData, user.Value.ClientCertificate);
        var key = Pem(user, "user.client-key", user.Value.ClientKeyData, user.Value.ClientKey);
        if (_problems.Count > found || (certificate is null && key is null))
        {
            return null;
        }

        if (certificate is null || key is null)
        {
            return Wrong<SslStreamCertificateContext>(
                user, certificate is null ? "user.client-certificate" : "user.client-key", "is not set: a client certificate and its key go together");
        }

        try
        {
            return PemCertificates.Context(certificate, key);
        }
        catch (ArgumentException e)
        {
            return Wrong<SslStreamCertificateContext>(user, "user.client-certificate", $"and client-key cannot be used: {e.Message}");
        }
    }

    private AuthenticationHeaderValue? Authorization()
    {
        var given = user.Value;
        var hasToken = !string.IsNullOrEmpty(given.Token) || !string.IsNullOrEmpty(given.TokenFile);
        var hasPassword = !string.IsNullOrEmpty(given.Username) || !string.IsNullOrEmpty(given.Password);
        var ways = new[] { hasToken ? "token" : null, hasPassword ? "username and password" : null, given.Exec is not null ? "exec" : null }.OfType<string>().ToList();
        if (ways.Count > 1)
        {
            return Wrong<AuthenticationHeaderValue>(user, "user", $"has {string.Join(", ", ways)}: only one way to authenticate is allowed");
        }

        if (given.AuthProvider is not null)
        {
            return Wrong<AuthenticationHeaderValue>(user, "user.auth-provider", "is no longer supported by Kubernetes: use exec with the credential plugin of your provider");
        }

        if (!string.IsNullOrEmpty(given.TokenFile) && !File.Exists(Absolute(given.TokenFile, user.File)))
        {
            return Wrong<AuthenticationHeaderValue>(user, "user.tokenFile", $"{Absolute(given.TokenFile, user.File)} does not exist");
        }

        return hasPassword ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{given.Username}:{given.Password}")))
            : string.IsNullOrEmpty(given.Token) ? null
            : new AuthenticationHeaderValue("Bearer", given.Token);
    }

    private Impersonation? Impersonation()
    {
        var given = user.Value;
        if (string.IsNullOrEmpty(given.As))
        {
            return !string.IsNullOrEmpty(given.AsUid) || given.AsGroups is { Count: > 0 } || given.AsUserExtra is { Count: > 0 }
                ? Wrong<Impersonation>(user, "user.as", "is not set: as-uid, as-groups and as-user-extra need the user they belong to")
                : null;
        }

        return new Impersonation(given.As)
        {
            Uid = given.AsUid,
            Groups = given.AsGroups ?? [],
            Extra = (given.AsUserExtra ?? []).ToDictionary(e => e.Key, IReadOnlyList<string> (e) => e.Value, StringComparer.Ordinal),
        };
    }

    /// <summary>Text that is in the file itself, in base64, or in another file. The former wins, as it does for kubectl.</summary>
    private string? Pem(Kubeconfig.Entry entry, string field, string? data, string? file)
    {
        if (string.IsNullOrEmpty(data))
        {
            return string.IsNullOrEmpty(file) ? null : ReadFile(entry, field, Absolute(file, entry.File));
        }

        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(data));
        }
        catch (FormatException)
        {
            return Wrong<string>(entry, field + "-data", "is not base64");
        }
    }

    private string? ReadFile(Kubeconfig.Entry entry, string field, string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Wrong<string>(entry, field, $"cannot be read: {e.Message}");
        }
    }

    private static string Absolute(string path, string kubeconfig) => Path.GetFullPath(path, Path.GetDirectoryName(kubeconfig)!);

    private string Place(Kubeconfig.Entry entry, string field) => $"{entry.File}: context \"{context}\": {field} of \"{entry.Name}\"";

    private T? Wrong<T>(Kubeconfig.Entry entry, string field, string problem)
        where T : class
    {
        _problems.Add($"{Place(entry, field)} {problem}");
        return null;
    }
}
