using Modelyard.Api;

namespace Modelyard.Serving;

/// <summary>A runtime made of one image: what those of all such engines have in common.</summary>
internal static class ImageRuntime
{
    /// <summary>Where models are put, in a cluster by KServe and on one machine by the node agent.</summary>
    public const string ModelFolder = "/mnt/models";

    public static ServingRuntimeSpec Create(EngineSpec engine, string image, string format, int port, Action<Container> fill, params Volume[] volumes)
    {
        var container = new Container
        {
            Name = ServingNames.ServingContainer,
            Image = image,
            Command = engine.Command,
            // Knative takes its port by this name; elsewhere any will do.
            Ports = [new ContainerPort { Name = "http1", Port = port, Protocol = "TCP" }],
        };
        fill(container);
        return new ServingRuntimeSpec
        {
            SupportedModelFormats = [new SupportedModelFormat { Name = format, AutoSelect = false }],
            Containers = [container],
            Volumes = volumes.Length > 0 ? [.. volumes] : null,
            ImagePullSecrets = engine.ImagePullSecret is { } secret ? [new LocalObjectReference { Name = secret }] : null,
        };
    }

    public static Volume Folder(string name, string? medium = null) => new() { Name = name, EmptyDir = new EmptyDirVolumeSource { Medium = medium } };

    public static VolumeMount Mount(string name, string path) => new() { Name = name, MountPath = path };
}
