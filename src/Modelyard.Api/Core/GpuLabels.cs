namespace Modelyard.Api;

/// <summary>What labels of a Node say about its GPUs: those of NVIDIA's GPU feature discovery, which nodes of a cluster have as well.</summary>
public static class GpuLabels
{
    /// <summary><c>true</c> when there are any.</summary>
    public const string Present = "nvidia.com/gpu.present";

    /// <summary>What they are called, with <c>-</c> for blanks.</summary>
    public const string Product = "nvidia.com/gpu.product";

    /// <summary>The memory of one, in MiB.</summary>
    public const string Memory = "nvidia.com/gpu.memory";

    /// <summary>How many there are.</summary>
    public const string Count = "nvidia.com/gpu.count";
}
