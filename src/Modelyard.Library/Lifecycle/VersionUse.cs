using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>Knows what runs a version, in whatever project.</summary>
public sealed class VersionUse(IResourceClient client)
{
    /// <summary>The deployments, and the services that no deployment made, which name a version and are not stopped.</summary>
    public async Task<IReadOnlyList<VersionUser>> OfAsync(ModelVersion version, CancellationToken cancellationToken)
    {
        var deployments = await client.ListAsync<ModelDeployment>(ListOptions.All, cancellationToken);
        var services = await client.ListAsync<InferenceService>(ListOptions.All, cancellationToken);
        return [.. Of(version, deployments.Items, services.Items)];
    }

    /// <inheritdoc cref="OfAsync"/>
    internal static IEnumerable<VersionUser> Of(ModelVersion version, IEnumerable<ModelDeployment> deployments, IEnumerable<InferenceService> services)
    {
        var name = VersionReference.Of(version);
        return deployments
            .Where(d => d.Spec.Stopped != true && VersionReference.Of(d) == name)
            .Select(d => new VersionUser(nameof(ModelDeployment), NamespacedName.Of(d)))
            .Concat(services
                .Where(s => VersionReference.Of(s) == name && !IsStopped(s) && s.Metadata.OwnerReferences?.Exists(o => o.Kind == nameof(ModelDeployment)) != true)
                .Select(s => new VersionUser(nameof(InferenceService), NamespacedName.Of(s))))
            .OrderBy(u => u.Name.ToString(), StringComparer.Ordinal);
    }

    /// <summary>Whether it is not to run.</summary>
    internal static bool IsStopped(InferenceService service) => service.Metadata.Annotations?.GetValueOrDefault(ServingNames.Stop) == "true";
}

/// <summary>What runs a version.</summary>
/// <param name="Kind"><c>ModelDeployment</c> or <c>InferenceService</c>.</param>
/// <param name="Name">Its name.</param>
public sealed record VersionUser(string Kind, NamespacedName Name)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind.ToLowerInvariant()}/{Name.Name} in {Name.Namespace}";
}
