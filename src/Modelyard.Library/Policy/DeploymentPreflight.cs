using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>Says whether a deployment would run here, and why not: its model's approval, memory, accelerators, format.</summary>
public sealed class DeploymentPreflight(ModelPolicy policy, IResourceClient client)
{
    private const string Gpu = "nvidia.com/gpu";
    private const long UsualContext = 4096;

    public async Task<DeploymentReviewStatus> AnswerAsync(ModelDeploymentSpec spec, string project, CancellationToken cancellationToken)
    {
        var findings = new List<ReviewFinding>();
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
        if (memory is { } needed)
        {
            var largest = nodes.Select(n => Capacity(n, "memory")).DefaultIfEmpty(0).Max();
            var replicas = spec.Scaling?.MinReplicas ?? spec.Replicas ?? 1;
            Add("Memory", true, given < needed ? $"a replica is given {ByteText.Of(given.Value)} and is expected to need {ByteText.Of(needed)}: raise spec.resources.memory or lower spec.engine.contextLength" : null);
            Add("Memory", true, (given ?? needed) > largest ? $"a replica needs {ByteText.Of(Math.Max(given ?? 0, needed))}, and the largest machine has {ByteText.Of(largest)}" : null);
            Add("Memory", false, replicas > 1 && needed * replicas > nodes.Sum(n => Capacity(n, "memory")) ? $"{replicas} replicas need {ByteText.Of(needed * replicas)} together, more than all machines have" : null);
        }

        if (spec.Resources?.Gpus is { } gpus and > 0)
        {
            var most = nodes.Select(n => Capacity(n, Gpu)).DefaultIfEmpty(0).Max();
            Add("GPU", true, most < gpus ? $"a replica wants {gpus} GPUs, and no machine has more than {most}" : null);
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

    private static long Capacity(Node node, string resource) => (node.Status?.Allocatable ?? node.Status?.Capacity)?.GetValueOrDefault(resource).RoundedUp ?? 0;
}
