using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>What is about a version goes with it.</summary>
internal static class VersionOwnership
{
    /// <summary>Of an object that is deleted when the version is.</summary>
    public static ObjectMeta OwnedMetadata(this ModelVersion version, string name) => new()
    {
        Namespace = version.Metadata.Namespace,
        Name = name,
        OwnerReferences =
        [
            new OwnerReference { ApiVersion = version.ApiVersion, Kind = version.Kind, Name = version.Metadata.Name, Uid = version.Metadata.Uid, Controller = true },
        ],
    };
}
