using System.Globalization;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>Says whether a deployment would run here, and why not: its model's approval, the project's quotas, memory, accelerators, format.</summary>
public sealed class DeploymentPreflight(ModelPolicy policy, IResourceClient client)
{
    private const string Gpu = "nvidia.com/gpu";
    private const long UsualContext = 4096;

    private readonly QuotaPreflight _quotas = new(client);

    /// <param name="spec">The deployment.</param>
    /// <param name="project">Where it would run.</param>
    /// <param name="name">Its name; null when it has none yet.</param>
    /// <param name="refusal">Why who asks may not have it run as it is; null when they may.</param>
    /// <param name="warnings">What else is said to it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<DeploymentReviewStatus> AnswerAsync(
        ModelDeploymentSpec spec, string project, string? name, string? refusal, IEnumerable<string> warnings, CancellationToken cancellationToken)
    {
        var findings = new List<ReviewFinding>();
        Add("Policy", true, refusal);
        foreach (var warning in warnings)
        {
            Add("Policy", false, warning);
        }

        foreach (var full in await _quotas.RefusalsAsync(project, name, spec, cancellationToken))
        {
            Add("Quota", true, full);
        }

        if (spec.Engine?.Type == EngineType.External)
        {
            return Answer(findings, null);
        }

        var verdict = await policy.JudgeAsync(project, spec.Model?.Version, spec.Model?.Uri, cancellationToken);
        Add("Policy", true, verdict.Refusal);
        Add("Policy", false, verdict.Warning);
        var nodes = (await client.ListAsync<Node>(ListOptions.All, cancellationToken)).Items.ToList();
        var metadata = verdict.Version?.Status?.Metadata;
        var memory = MemoryFor(metadata, spec.Engine?.ContextLength);
        var given = spec.Resources?.Memory?.RoundedUp;
        var gpus = spec.Resources?.Gpus ?? 0;
        var largest = nodes.Select(n => Capacity(n, "memory")).DefaultIfEmpty(0).Max();
        Add("Memory", true, given > largest ? $"a replica needs {ByteText.Of(given.Value)}, and the largest machine has {ByteText.Of(largest)}" : null);
        if (gpus > 0)
        {
            ReviewGpus(gpus);
        }
        else if (memory is { } needed)
        {
            var replicas = spec.Scaling?.MinReplicas ?? spec.Replicas ?? 1;
            Add("Memory", true, given < needed ? $"a replica is given {ByteText.Of(given.Value)} and is expected to need {ByteText.Of(needed)}: raise spec.resources.memory or lower spec.engine.contextLength" : null);
            Add("Memory", true, needed > largest && !(given > largest) ? $"a replica needs {ByteText.Of(needed)}, and the largest machine has {ByteText.Of(largest)}" : null);
            Add("Memory", false, replicas > 1 && needed * replicas > nodes.Sum(n => Capacity(n, "memory")) ? $"{replicas} replicas need {ByteText.Of(needed * replicas)} together, more than all machines have" : null);
        }

        if (spec.Engine?.Type == EngineType.BuiltInLlama && metadata?.Format is { } format && !format.Contains("gguf", StringComparison.OrdinalIgnoreCase))
        {
            Add("Format", true, $"builtin-llama runs gguf, and the model is {format}: choose another engine, or another version of the model");
        }

        if (metadata?.ContextLength is { } longest && spec.Engine?.ContextLength > longest)
        {
            Add("Model", false, $"the model was made for {longest} tokens, and spec.engine.contextLength asks for {spec.Engine.ContextLength}");
        }

        return Answer(findings, memory);

        // The model is in the memory of the GPUs then. The built-in engine leaves on the processor what does not fit there.
        void ReviewGpus(int wanted)
        {
            var able = nodes.FindAll(n => Capacity(n, Gpu) >= wanted);
            Add("GPU", true, able.Count == 0 ? $"a replica wants {(wanted == 1 ? "a GPU" : $"{wanted} GPUs")}, and no machine has more than {nodes.Select(n => Capacity(n, Gpu)).DefaultIfEmpty(0).Max()}" : null);
            if (memory is { } needed && able.Count > 0 && able.TrueForAll(n => GpuMemoryOf(n) is not null) && able.Max(n => GpuMemoryOf(n) * wanted) is { } most && needed > most)
            {
                Add("GPU", spec.Engine?.Type != EngineType.BuiltInLlama,
                    $"a replica is expected to need {ByteText.Of(needed)} of GPU memory, and {(wanted == 1 ? "one GPU here has" : $"{wanted} GPUs of one machine have")} {ByteText.Of(most)} at most: ask for more GPUs, lower spec.engine.contextLength, or deploy a smaller version");
            }
        }

        void Add(string topic, bool blocking, string? message)
        {
            if (message is not null)
            {
                findings.Add(new ReviewFinding { Topic = topic, Blocking = blocking, Message = message });
            }
        }
    }

    private static DeploymentReviewStatus Answer(List<ReviewFinding> findings, long? memory) =>
        new() { Allowed = !findings.Exists(f => f.Blocking == true), Findings = findings.Count > 0 ? findings : null, MemoryBytes = memory };

    // What is known for the next longer context is enough for this one, too.
    private static long? MemoryFor(VersionMetadata? metadata, long? context)
    {
        var wanted = context ?? Math.Min(metadata?.ContextLength ?? UsualContext, UsualContext);
        var known = (metadata?.Memory ?? []).OrderBy(m => m.ContextLength).ToList();
        return (known.Find(m => m.ContextLength >= wanted) ?? known.LastOrDefault())?.Bytes;
    }

    /// <summary>Of one GPU of the machine, in bytes; null when its labels do not say.</summary>
    private static long? GpuMemoryOf(Node node) =>
        long.TryParse(node.Metadata.Labels?.GetValueOrDefault(GpuLabels.Memory), CultureInfo.InvariantCulture, out var mebibytes) ? mebibytes << 20 : null;

    private static long Capacity(Node node, string resource) => (node.Status?.Allocatable ?? node.Status?.Capacity)?.GetValueOrDefault(resource).RoundedUp ?? 0;
}
