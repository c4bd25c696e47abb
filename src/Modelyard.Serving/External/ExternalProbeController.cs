using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Serving;

/// <summary>Asks the services that external deployments stand for: when the deployment or its key changes, and again every now and then.</summary>
internal sealed class ExternalProbeController(
    Informer<ModelDeployment> deployments,
    ModelDeploymentController statuses,
    ExternalVerdicts verdicts,
    ExternalProbe probe,
    ExternalPace pace,
    IResourceClient client,
    TimeProvider time,
    ILogger<ExternalProbeController> logger) : Controller<ModelDeployment>(deployments, time, logger, workers: 8)
{
    private readonly TimeProvider _time = time;
    private readonly ConcurrentDictionary<NamespacedName, (string Subject, DateTimeOffset Next)> _asked = new();

    /// <inheritdoc/>
    protected override Task<IReadOnlyList<IDisposable>> StartingAsync(CancellationToken cancellationToken)
    {
        // Whoever leads anew asks anew.
        _asked.Clear();
        return base.StartingAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task<ReconcileResult> ReconcileAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        var deployment = await client.TryGetAsync<ModelDeployment>(key, cancellationToken);
        if (deployment is not { Metadata.DeletionTimestamp: null, Spec: { Stopped: not true, Engine: { Type: EngineType.External, External: { Url: not null } engine } } })
        {
            _asked.TryRemove(key, out _);
            verdicts.Forget(key);
            return ReconcileResult.Done;
        }

        string? secret = null;
        if (engine.SecretRef is not null && (secret = await KeyOfAsync(key, engine.SecretRef, cancellationToken)) is null)
        {
            // The deployment says so itself; it is asked when the key is there.
            _asked.TryRemove(key, out _);
            return ReconcileResult.RequeueAfter(pace.ForKeys);
        }

        // Not at each change of the status, which this itself brings about.
        var subject = $"{deployment.Metadata.Uid} {deployment.Metadata.Generation} {secret}";
        if (!_asked.TryGetValue(key, out var asked) || asked.Subject != subject || _time.GetUtcNow() >= asked.Next)
        {
            var verdict = await probe.AskAsync(engine, engine.Model ?? key.Name, secret, cancellationToken);
            verdicts.Set(deployment, verdict);
            asked = _asked[key] = (subject, _time.GetUtcNow() + (verdict.IsGood ? pace.WhenGood : pace.WhenBad));
            statuses.Enqueue(key);
        }

        var wait = asked.Next - _time.GetUtcNow();
        return ReconcileResult.RequeueAfter(secret is not null && wait > pace.ForKeys ? pace.ForKeys : wait);
    }

    private async Task<string?> KeyOfAsync(NamespacedName deployment, SecretKeyReference reference, CancellationToken cancellationToken)
    {
        var secret = await client.TryGetAsync<Secret>(new NamespacedName(deployment.Namespace, reference.Name ?? ""), cancellationToken);
        return secret?.Data?.GetValueOrDefault(reference.Key ?? "") is { } value ? Encoding.UTF8.GetString(value).Trim() : null;
    }
}
