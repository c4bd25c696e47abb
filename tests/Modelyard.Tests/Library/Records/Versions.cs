using Modelyard.Api;

namespace Modelyard.Tests.Library.Records;

/// <summary>Versions as the library has them.</summary>
internal static class Versions
{
    public static ModelVersion New(string name, string? uri = null, VersionLineage? lineage = null, VersionMetadata? metadata = null)
    {
        var reference = VersionReference.Parse(name)!;
        return new ModelVersion
        {
            Metadata = new ObjectMeta { Namespace = reference.Project, Name = reference.ResourceName, CreationTimestamp = new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero) },
            Spec = new ModelVersionSpec { Model = reference.Model, Version = reference.Version, Source = new VersionSource { Uri = uri ?? $"https://models.example/{reference.Model}" }, Lineage = lineage },
            Status = new ModelVersionStatus
            {
                Phase = "Approved",
                Digest = DigestOf(name),
                Files = [new VersionFile { Path = "model.gguf", Digest = DigestOf(name + "#file"), Size = 7 }],
                Metadata = metadata,
            },
        };
    }

    public static string DigestOf(string text) => "sha256:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    public static ModelDeployment Deployed(string project, string name, string version) => new()
    {
        Metadata = new ObjectMeta { Namespace = project, Name = name },
        Spec = new ModelDeploymentSpec { Model = new DeployedModel { Version = version } },
    };
}
