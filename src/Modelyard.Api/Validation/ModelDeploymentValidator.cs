namespace Modelyard.Api;

/// <summary>Rules on deployments.</summary>
internal static class ModelDeploymentValidator
{
    public static void Validate(ModelDeployment value, ModelDeployment? old, FieldErrors errors)
    {
        var (path, spec) = (FieldPath.Of("spec"), value.Spec);
        if (spec.Endpoint is { } endpoint)
        {
            errors.Check(path.Child("endpoint"), endpoint, NameRules.Label);
        }

        EngineRules.Check(spec, path, errors);
        CheckScaling(spec, path, errors);
        CheckMode(spec, old?.Spec, path, errors);
        CheckPod(spec, path, errors);
        CheckCalls(spec, path, errors);
        CheckPricing(spec.Pricing, path.Child("pricing"), errors);
        CheckSharing(spec.Sharing, path.Child("sharing"), errors);
    }

    private static void CheckScaling(ModelDeploymentSpec spec, FieldPath path, FieldErrors errors)
    {
        if (spec.Scaling is not { } scaling)
        {
            return;
        }

        var at = path.Child("scaling");
        if (spec.Replicas is not null)
        {
            errors.Forbidden(path.Child("replicas"), "either a fixed number of replicas or scaling: remove replicas, or scaling");
        }

        if (scaling.MinReplicas > scaling.MaxReplicas)
        {
            errors.Invalid(at.Child("minReplicas"), scaling.MinReplicas, $"must be less than or equal to maxReplicas, which is {scaling.MaxReplicas}");
        }

        if (scaling is { Metric: "cpu", Target: > 100 })
        {
            errors.Invalid(at.Child("target"), scaling.Target, "is a percentage of the processors that each replica requests: choose from 1 to 100");
        }

        if (scaling is { Metric: "cpu", MinReplicas: 0 })
        {
            errors.Invalid(at.Child("minReplicas"), 0, "must be at least 1 with metric cpu: without replicas there is no use of processors to look at. Choose concurrency or rps to go down to 0");
        }
    }

    // KServe pins the mode of a service; without this rule the change would be taken here and refused there, again and again.
    private static void CheckMode(ModelDeploymentSpec spec, ModelDeploymentSpec? old, FieldPath path, FieldErrors errors)
    {
        if (old?.Engine is { Type: not EngineType.External } && spec.Engine is { Type: not EngineType.External } && ServingNames.ModeOf(spec) != ServingNames.ModeOf(old))
        {
            errors.Forbidden(
                path.Child("scaling").Child("metric"),
                "a deployment that exists cannot change between scaling on concurrency or rps and anything else: delete it and create it again, "
                + "or create a second one and shift the traffic of an Endpoint to it");
        }
    }

    private static void CheckPod(ModelDeploymentSpec spec, FieldPath path, FieldErrors errors)
    {
        // As the engine's container will have it.
        ContainerRules.Check(new Container { Env = spec.Env }, path, errors);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, variable) in (spec.Env ?? []).Index())
        {
            if (!names.Add(variable.Name ?? ""))
            {
                errors.Duplicate(path.Child("env").Index(index).Child("name"), variable.Name ?? "");
            }
        }

        MetadataValidator.CheckLabels(spec.Labels, path.Child("labels"), errors);
        MetadataValidator.CheckAnnotations(spec.Annotations, path.Child("annotations"), errors);
        MetadataValidator.CheckLabels(spec.NodeSelector, path.Child("nodeSelector"), errors);
        var resources = path.Child("resources");
        foreach (var (name, amount) in new[] { ("cpu", spec.Resources?.Cpu), ("memory", spec.Resources?.Memory) })
        {
            if (amount is { Value: <= 0 })
            {
                errors.Invalid(resources.Child(name), amount.ToString(), "must be greater than 0");
            }
        }

        if (spec.Resources is { AcceleratorClass: { } accelerator } wanted)
        {
            errors.Check(resources.Child("acceleratorClass"), accelerator, NameRules.LabelValue);
            if (wanted.Gpus is null or 0)
            {
                errors.Required(resources.Child("gpus"), "a class of GPU is named, but no GPU is asked for: say how many");
            }
        }
    }

    private static void CheckCalls(ModelDeploymentSpec spec, FieldPath path, FieldErrors errors)
    {
        TenancyRules.CheckDuration(spec.Concurrency?.QueueTimeout, path.Child("concurrency").Child("queueTimeout"), "30s", errors);
        var timeouts = path.Child("timeouts");
        TenancyRules.CheckDuration(spec.Timeouts?.Connect, timeouts.Child("connect"), "5s", errors);
        TenancyRules.CheckDuration(spec.Timeouts?.FirstToken, timeouts.Child("firstToken"), "30s", errors);
        TenancyRules.CheckDuration(spec.Timeouts?.Idle, timeouts.Child("idle"), "30s", errors);
        TenancyRules.CheckDuration(spec.Timeouts?.Total, timeouts.Child("total"), "10m", errors);
        if (spec.Cache is { } cache)
        {
            TenancyRules.CheckDuration(cache.Ttl, path.Child("cache").Child("ttl"), "1h", errors);
            if (cache.MaxSize is { Value: < 1 })
            {
                errors.Invalid(path.Child("cache").Child("maxSize"), cache.MaxSize.ToString(), "must be at least one byte, such as 64Mi; to keep nothing, set enabled to false");
            }
        }
    }

    private static void CheckPricing(DeploymentPricing? pricing, FieldPath path, FieldErrors errors)
    {
        TenancyRules.CheckMoney(pricing?.InputPerMillionTokens, path.Child("inputPerMillionTokens"), mayBeZero: true, errors);
        TenancyRules.CheckMoney(pricing?.CachedInputPerMillionTokens, path.Child("cachedInputPerMillionTokens"), mayBeZero: true, errors);
        TenancyRules.CheckMoney(pricing?.OutputPerMillionTokens, path.Child("outputPerMillionTokens"), mayBeZero: true, errors);
        TenancyRules.CheckMoney(pricing?.PerRequest, path.Child("perRequest"), mayBeZero: true, errors);
        TenancyRules.CheckMoney(pricing?.PerImage, path.Child("perImage"), mayBeZero: true, errors);
    }

    private static void CheckSharing(DeploymentSharing? sharing, FieldPath path, FieldErrors errors)
    {
        var listed = sharing?.Organizations ?? [];
        foreach (var (index, name) in listed.Index())
        {
            errors.Check(path.Child("organizations").Index(index), name, NameRules.Label);
        }

        if (sharing?.Policy == "Organizations" && listed.Count == 0)
        {
            errors.Required(path.Child("organizations"), "policy Organizations shares with those that are listed: list at least one, or choose None or AllOrganizations");
        }
        else if (sharing?.Policy != "Organizations" && listed.Count > 0)
        {
            errors.Forbidden(path.Child("organizations"), "is only for policy Organizations: choose it, or remove the list");
        }
    }
}
