namespace Modelyard.Api;

/// <summary>What each replica gets.</summary>
public sealed class DeploymentResources
{
    /// <summary>Processors, e.g. <c>4</c> or <c>500m</c> (thousandths).</summary>
    public Quantity? Cpu { get; set; }

    /// <summary>Memory in bytes, e.g. <c>8Gi</c>.</summary>
    public Quantity? Memory { get; set; }

    /// <summary>Number of GPUs. Models are split over all of them.</summary>
    [Minimum(0)]
    public int? Gpus { get; set; }

    /// <summary>Class of GPU to use: the value of the label <c>modelyard.dev/accelerator</c> of the machines that have it; any when absent.</summary>
    public string? AcceleratorClass { get; set; }
}
