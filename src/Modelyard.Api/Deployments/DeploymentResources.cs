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

    /// <summary>The same as a container says it. Asked for and no more: what a replica is promised is what it is held to.</summary>
    public ResourceRequirements? AsRequirements()
    {
        var amounts = new Dictionary<string, Quantity>();
        foreach (var (name, amount) in new[] { ("cpu", Cpu), ("memory", Memory), ("nvidia.com/gpu", Gpus is > 0 and var gpus ? new Quantity(gpus) : null) })
        {
            if (amount is { } quantity)
            {
                amounts[name] = quantity;
            }
        }

        return amounts.Count == 0 ? null : new ResourceRequirements { Requests = amounts, Limits = amounts };
    }
}
