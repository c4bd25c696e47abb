using System.Collections.Concurrent;
using Modelyard.Api;

namespace Modelyard.Serving;

/// <summary>What is known of services elsewhere, for each deployment that stands for one.</summary>
internal sealed class ExternalVerdicts
{
    private readonly ConcurrentDictionary<NamespacedName, (string? Uid, long? Generation, ExternalVerdict Verdict)> _known = new();

    /// <summary>About a deployment as it is written now; null when nothing is known yet.</summary>
    public ExternalVerdict? Of(ModelDeployment deployment) =>
        _known.TryGetValue(NamespacedName.Of(deployment), out var known) && (known.Uid, known.Generation) == (deployment.Metadata.Uid, deployment.Metadata.Generation)
            ? known.Verdict
            : null;

    public void Set(ModelDeployment deployment, ExternalVerdict verdict) =>
        _known[NamespacedName.Of(deployment)] = (deployment.Metadata.Uid, deployment.Metadata.Generation, verdict);

    public void Forget(NamespacedName deployment) => _known.TryRemove(deployment, out _);
}
