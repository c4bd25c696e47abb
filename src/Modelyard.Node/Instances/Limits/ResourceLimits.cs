using System.Globalization;
using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>What an instance must not use more of; null for as much as there is.</summary>
internal sealed record ResourceLimits(decimal? Cpu, long? MemoryBytes)
{
    public bool Any => Cpu is not null || MemoryBytes is not null;

    public static ResourceLimits Of(Container container)
    {
        var limits = container.Resources?.Limits ?? [];
        return new ResourceLimits(
            limits.TryGetValue("cpu", out var cpu) ? cpu.Value : null,
            limits.TryGetValue("memory", out var memory) ? (long)memory.Value : null);
    }

    public override string ToString() => string.Join(", ", new[]
    {
        Cpu is { } cpu ? string.Create(CultureInfo.InvariantCulture, $"cpu {cpu:0.###}") : null,
        MemoryBytes is { } memory ? $"memory {Quantity.Bytes(memory)}" : null,
    }.OfType<string>());
}
