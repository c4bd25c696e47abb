using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Modelyard.Api;

namespace Modelyard.Client;

/// <summary>One kubeconfig file as it is written.</summary>
internal sealed record KubeconfigDocument
{
    public List<NamedCluster?>? Clusters { get; init; }

    public List<NamedUser?>? Users { get; init; }

    public List<NamedContext?>? Contexts { get; init; }

    [JsonPropertyName("current-context")]
    public string? CurrentContext { get; init; }

    /// <summary>Reads <paramref name="path"/>.</summary>
    /// <exception cref="ConnectionConfigException">It cannot be read, or is no kubeconfig.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static KubeconfigDocument Read(string path)
    {
        try
        {
            var text = File.ReadAllText(path);
            return string.IsNullOrWhiteSpace(text)
                ? new KubeconfigDocument()
                : ManifestReader.ReadSingle(text, path).Deserialize<KubeconfigDocument>(ApiJson.Options)!;
        }
        catch (ManifestException e)
        {
            throw new ConnectionConfigException($"this is not a kubeconfig: {e.Message}", e);
        }
        catch (JsonException e)
        {
            throw new ConnectionConfigException($"{path}: {e.Path?.TrimStart('$', '.')} is not of the type it must be", e);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new FileNotFoundException(e.Message, path, e);
        }
        catch (Exception e) when (e is (IOException and not FileNotFoundException) or UnauthorizedAccessException)
        {
            throw new ConnectionConfigException($"{path} cannot be read: {e.Message}", e);
        }
    }
}

/// <summary>A server under a name.</summary>
internal sealed record NamedCluster(string? Name, KubeconfigCluster? Cluster);

/// <summary>An identity under a name.</summary>
internal sealed record NamedUser(string? Name, KubeconfigUser? User);

/// <summary>A pair of server and identity under a name.</summary>
internal sealed record NamedContext(string? Name, KubeconfigContext? Context);

/// <summary>A pair of server and identity, by their names.</summary>
internal sealed record KubeconfigContext(string? Cluster, string? User, string? Namespace);

/// <summary>Something others may add; what it holds is theirs.</summary>
internal sealed record NamedExtension(string? Name, JsonNode? Extension);
