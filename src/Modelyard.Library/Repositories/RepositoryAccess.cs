using System.Text;
using System.Text.Json;
using Modelyard.Api;
using Modelyard.Artifacts;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>Reads the secrets that a source names.</summary>
internal sealed class RepositoryAccess(IResourceClient client)
{
    private const string DockerConfig = ".dockerconfigjson";
    private const string DockerHub = "https://index.docker.io/v1/";

    /// <exception cref="RepositoryException">A secret is missing or does not hold what it must.</exception>
    public async Task<SourceAccess> ReadAsync(ModelSource source, string project, CancellationToken cancellationToken)
    {
        var secret = source.SecretRef?.Name is { } name ? await SecretAsync(project, name, "secretRef", cancellationToken) : null;
        var authority = source.CaSecretRef?.Name is { } caName ? await SecretAsync(project, caName, "caSecretRef", cancellationToken) : null;
        if (authority is not null && authority.Text("ca.crt") is null)
        {
            throw new RepositoryException("InvalidSecret", $"the Secret {source.CaSecretRef!.Name} has no ca.crt: put the authority there, as PEM.");
        }

        var (user, password) = secret is null ? (null, null) : Credentials(secret, source.Url!);
        var token = secret?.Text("token");
        if (secret is not null && user is null && token is null)
        {
            throw new RepositoryException(
                "InvalidSecret", $"the Secret {source.SecretRef!.Name} has neither username and password, nor token, nor credentials for this registry in {DockerConfig}.");
        }

        return new SourceAccess
        {
            Username = user,
            Password = password,
            Token = token,
            CaPem = authority is null ? null : authority.Text("ca.crt"),
            Proxy = source.Proxy is null ? null : new Uri(source.Proxy),
            PlainHttp = source.Insecure == true,
            Endpoint = source.Endpoint is null ? null : new Uri(source.Endpoint),
            Region = source.Region,
            Bandwidth = source.Bandwidth?.RoundedUp,
            Concurrency = source.Concurrency,
        };
    }

    private async Task<Secret> SecretAsync(string project, string name, string field, CancellationToken cancellationToken) =>
        await client.TryGetAsync<Secret>(new NamespacedName(project, name), cancellationToken)
        ?? throw new RepositoryException("SecretMissing", $"spec.source.{field} names the Secret {name}, which does not exist in {project}: create it.");

    private static (string? User, string? Password) Credentials(Secret secret, string url)
    {
        if (secret.Text("username") is { } user)
        {
            return (user, secret.Text("password"));
        }

        if (secret.Text(DockerConfig) is not { } config || !Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            return (null, null);
        }

        try
        {
            using var document = JsonDocument.Parse(config);
            return document.RootElement.TryGetProperty("auths", out var auths)
                ? NamesOf(address.Authority).Select(n => auths.TryGetProperty(n, out var auth) ? Read(auth) : (null, null)).FirstOrDefault(c => c.User is not null)
                : (null, null);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            throw new RepositoryException("InvalidSecret", $"the {DockerConfig} of the Secret {secret.Metadata.Name} cannot be read: {e.Message}");
        }
    }

    // As the tools that write such files call a registry.
    private static string[] NamesOf(string registry) => registry == "docker.io" ? [registry, "https://" + registry, DockerHub] : [registry, "https://" + registry];

    private static (string? User, string? Password) Read(JsonElement auth)
    {
        if (auth.TryGetProperty("username", out var user) && auth.TryGetProperty("password", out var password))
        {
            return (user.GetString(), password.GetString());
        }

        var both = auth.TryGetProperty("auth", out var encoded) ? Encoding.UTF8.GetString(encoded.GetBytesFromBase64()) : "";
        return both.Split(':', 2) is [var name, var secret] ? (name, secret) : (null, null);
    }
}
