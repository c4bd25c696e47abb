using System.Text.RegularExpressions;
using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>Which build of an image is meant. Nothing is pulled on one machine, but the Pod says the same as it would in a cluster.</summary>
internal static partial class ImageTag
{
    private static readonly string[] GpuTagServers = ["tensorflow-serving", "torchserve", "huggingfaceserver"];

    public static void Update(Container container, string? runtimeVersion, SelectedRuntime runtime)
    {
        // A digest names one build for good.
        if (container.Image is not { } image || image.Contains("@sha256:", StringComparison.Ordinal))
        {
            return;
        }

        if (runtimeVersion is not null)
        {
            container.Image = Tag().Replace(image, "") + ":" + runtimeVersion;
            return;
        }

        var tag = Tag().Match(image).Value;
        var server = runtime.Meta.Annotations?.GetValueOrDefault(Annotations.ServerType);
        if (tag.Length == 0 || server is null)
        {
            return;
        }

        var repository = image[..^tag.Length];
        if (WantsGpu(container))
        {
            if (GpuTagServers.Contains(server) && !image.EndsWith("-gpu", StringComparison.Ordinal))
            {
                container.Image = image + "-gpu";
            }
        }
        else if (server == "vllmserver" && !repository.EndsWith("-cpu", StringComparison.Ordinal))
        {
            container.Image = $"{repository}-cpu{tag}";
        }
    }

    private static bool WantsGpu(Container container) => HasGpu(container.Resources?.Limits) || HasGpu(container.Resources?.Requests);

    private static bool HasGpu(Dictionary<string, Quantity>? resources) =>
        resources?.Keys.Any(r => r.EndsWith(".com/gpu", StringComparison.Ordinal)) == true;

    [GeneratedRegex(@":[\w.\-]*$")]
    private static partial Regex Tag();
}
