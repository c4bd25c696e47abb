using Modelyard.Api;

namespace Modelyard.Serving;

/// <summary>The metadata of what a deployment owns: its own name, and a reference by which garbage collection removes it.</summary>
internal static class OwnedMetadata
{
    private const string ApiVersion = TenancyNames.Group + "/v1alpha1";
    private const string Kind = nameof(ModelDeployment);

    public static ObjectMeta Of(ModelDeployment deployment) => new()
    {
        Name = deployment.Metadata.Name,
        Namespace = deployment.Metadata.Namespace,
        Labels = new Dictionary<string, string> { ["app.kubernetes.io/managed-by"] = "modelyard" },
        OwnerReferences =
        [
            new OwnerReference
            {
                ApiVersion = ApiVersion,
                Kind = Kind,
                Name = deployment.Metadata.Name,
                Uid = deployment.Metadata.Uid,
                Controller = true,
                BlockOwnerDeletion = true,
            },
        ],
    };

    public static bool IsOwned(Resource resource, ModelDeployment by) =>
        resource.Metadata.OwnerReferences?.Exists(o => o.Controller == true && o.Uid == by.Metadata.Uid) == true;
}
