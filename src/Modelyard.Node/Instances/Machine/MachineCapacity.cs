namespace Modelyard.Node;

/// <summary>What the machine has.</summary>
/// <param name="MilliCpu">Processors, in thousandths.</param>
/// <param name="MemoryBytes">Memory.</param>
/// <param name="Gpus">NVIDIA GPUs; empty when there are none or no driver answers.</param>
internal sealed record MachineCapacity(long MilliCpu, long MemoryBytes, IReadOnlyList<GpuDevice> Gpus);

/// <summary>One GPU.</summary>
/// <param name="Index">As the driver numbers it.</param>
/// <param name="Uuid">Its name for good.</param>
/// <param name="Model">Product name.</param>
/// <param name="MemoryMiB">Its memory.</param>
internal sealed record GpuDevice(int Index, string Uuid, string Model, long MemoryMiB);
