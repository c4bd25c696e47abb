using System.Net.Http.Headers;
using System.Text.Json;

namespace Modelyard.Artifacts;

/// <summary>
/// What <c>docker login</c>, <c>podman login</c> and <c>skopeo login</c> keep on this machine: used for a registry for which nothing else is
/// given. Programs that keep secrets elsewhere (credential helpers) are not asked.
/// </summary>
internal sealed class RegistryLogins(string? file)
{
    private const string DockerHubKey = "https://index.docker.io/v1/";

    /// <exception cref="FetchException">There is a file, and it cannot be used.</exception>
    internal AuthenticationHeaderValue? For(string registry)
    {
        if (file is null)
        {
            return null;
        }

        try
        {
            var logins = JsonSerializer.Deserialize<Content>(File.ReadAllBytes(file), StoreJson.Options)?.Auths;
            var login = logins?.GetValueOrDefault(registry) ?? logins?.GetValueOrDefault("https://" + registry)
                ?? (registry == "docker.io" ? logins?.GetValueOrDefault(DockerHubKey) : null);
            return login?.Auth is { Length: > 0 } auth ? new AuthenticationHeaderValue("Basic", auth) : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new FetchException(FetchFailure.Unauthorized, $"the logins for registries in {file} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Where those programs keep it: the first that is named or there.</summary>
    internal static string? FileOf(Func<string, string?> variable) =>
        Named(variable("REGISTRY_AUTH_FILE"))
        ?? (Named(variable("DOCKER_CONFIG")) is { } folder ? Path.Combine(folder, "config.json") : null)
        ?? new[]
        {
            (Named(variable("XDG_RUNTIME_DIR")), "containers/auth.json"),
            (Named(variable("HOME")), ".docker/config.json"),
        }
            .Where(place => place.Item1 is not null)
            .Select(place => Path.Combine(place.Item1!, place.Item2))
            .FirstOrDefault(File.Exists);

    private static string? Named(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    private sealed record Content(IReadOnlyDictionary<string, Login>? Auths);

    private sealed record Login(string? Auth);
}
