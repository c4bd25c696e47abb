using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>
/// Reports a service as KServe reports one in Standard mode: the same conditions, states and reasons, with messages that say what is
/// awaited or wrong. A pure function.
/// </summary>
internal static class ServiceStatusBuilder
{
    public const string NotRunHere = "NotRunHere";

    public static InferenceServiceStatus Build(ServiceObservation seen, DateTimeOffset now)
    {
        var before = seen.Service.Status;
        var conditions = new Conditions(before?.Conditions, now);
        var predictor = PredictorCondition.Of(seen);
        conditions.Set(ConditionTypes.PredictorReady, predictor.Status, predictor.Reason, predictor.Message);
        SetUnsupported(conditions, seen.Service.Spec);
        SetIngress(conditions, seen);
        SetReady(conditions, seen);
        conditions.Set(ConditionTypes.Stopped, seen.IsStopped, seen.IsStopped ? "Stopped" : null, informational: true);

        // An address once given stays, so that a client's configuration survives a restart of the model; a stopped service has none.
        var url = seen.IsStopped ? null : predictor.Status == true ? seen.Url : before?.Url;
        return new InferenceServiceStatus
        {
            ObservedGeneration = seen.Service.Metadata.Generation,
            Annotations = before?.Annotations,
            Conditions = conditions.ToList(),
            Url = url,
            Address = url is null ? null : new Addressable { Url = url },
            Components = seen.IsStopped ? null : new Dictionary<string, ComponentStatus> { ["predictor"] = Component(seen, url) },
            ModelStatus = seen.IsStopped ? null : ModelStatusBuilder.Build(seen, predictor.Status == true, now),
            
            // Replicas run alike whatever the mode says; it is reported so that the same manifest can be applied again.
            DeploymentMode = seen.Service.Metadata.Annotations?.GetValueOrDefault(Annotations.DeploymentMode) ?? ServingNames.StandardMode,
            ServingRuntimeName = seen.IsStopped || seen.Runtime?.IsClusterScoped != false ? null : seen.Runtime.Name,
            ClusterServingRuntimeName = seen.IsStopped || seen.Runtime?.IsClusterScoped != true ? null : seen.Runtime.Name,
        };
    }

    private static void SetUnsupported(Conditions conditions, InferenceServiceSpec spec)
    {
        if (spec.Transformer is not null)
        {
            conditions.Set(
                ConditionTypes.TransformerReady, false, NotRunHere,
                "A transformer is not run on one machine yet: the predictor runs, but requests would miss spec.transformer. Remove it, or serve this with KServe on a cluster.",
                informational: true);
        }

        if (spec.Explainer is not null)
        {
            conditions.Set(
                ConditionTypes.ExplainerReady, false, NotRunHere,
                "An explainer is not run on one machine yet. Remove spec.explainer, or serve this with KServe on a cluster.", informational: true);
        }

        if (spec.Canary is { Count: > 0 })
        {
            conditions.Set(
                ConditionTypes.CanaryPredictorReady, false, "CanariesNotReady",
                "Canaries are not run on one machine yet: all requests go to spec.predictor.", informational: true);
        }
    }

    private static void SetIngress(Conditions conditions, ServiceObservation seen)
    {
        if (seen.IsStopped)
        {
            conditions.Set(ConditionTypes.IngressReady, false, "Stopped");
            return;
        }

        // Requests that would silently skip a component must not be let in as if nothing were missing.
        var missing = new[] { ConditionTypes.TransformerReady, ConditionTypes.ExplainerReady }.Select(t => conditions[t]).FirstOrDefault(c => c is not null);
        var predictor = conditions[ConditionTypes.PredictorReady]!;
        if (missing is not null)
        {
            conditions.Set(ConditionTypes.IngressReady, false, missing.Reason, missing.Message);
        }
        else if (predictor.Status == "True" || seen.OldReady.Count > 0 || seen.Wanted.Any(PodConditions.IsReady))
        {
            conditions.Set(ConditionTypes.IngressReady, true);
        }
        else
        {
            conditions.Set(ConditionTypes.IngressReady, false, "PredictorNotReady", "No replica takes requests yet.");
        }
    }

    // Ready repeats the first of the conditions it depends on that is not well, false before unknown.
    private static void SetReady(Conditions conditions, ServiceObservation seen)
    {
        if (seen.IsStopped)
        {
            conditions.Set(ConditionTypes.Ready, false, "Stopped", $"Stopped by the annotation {Annotations.Stop}.");
            return;
        }

        Condition[] parts = [conditions[ConditionTypes.PredictorReady]!, conditions[ConditionTypes.IngressReady]!];
        var worst = parts.FirstOrDefault(c => c.Status == "False") ?? parts.FirstOrDefault(c => c.Status == "Unknown");
        conditions.Set(ConditionTypes.Ready, worst is null ? true : worst.Status == "False" ? false : null, worst?.Reason, worst?.Message);
    }

    private static ComponentStatus Component(ServiceObservation seen, string? url)
    {
        var before = seen.Service.Status?.Components?.GetValueOrDefault("predictor");
        var complete = seen.Revision is not null && seen.Wanted.Count(PodConditions.IsReady) >= Math.Max(1, seen.Desired);
        return new ComponentStatus
        {
            LatestCreatedRevision = seen.Revision?.Name ?? before?.LatestCreatedRevision,
            LatestReadyRevision = complete ? seen.Revision!.Name : before?.LatestReadyRevision,
            Url = url,
            Address = url is null ? null : new Addressable { Url = url },
        };
    }
}
