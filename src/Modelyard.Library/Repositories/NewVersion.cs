using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>The ModelVersion that something a repository found becomes.</summary>
public static class NewVersion
{
    /// <param name="repository">What found it.</param>
    /// <param name="reference">What it is called.</param>
    /// <param name="uri">Address of exactly this content.</param>
    /// <param name="revision">What the source calls this content.</param>
    public static ModelVersion Of(ModelRepository repository, VersionReference reference, string uri, string? revision) => new()
    {
        Metadata = new ObjectMeta
        {
            Namespace = repository.Metadata.Namespace,
            Name = reference.ResourceName,
            Labels = new Dictionary<string, string>(repository.Spec.VersionLabels ?? []) { [LibraryNames.RepositoryLabel] = repository.Metadata.Name! },
        },
        Spec = new ModelVersionSpec
        {
            Model = reference.Model,
            Version = reference.Version,
            Source = new VersionSource { Uri = uri, Repository = repository.Metadata.Name, Revision = revision },
        },
    };
}
