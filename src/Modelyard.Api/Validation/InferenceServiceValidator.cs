using System.Text.RegularExpressions;

namespace Modelyard.Api;

/// <summary>Rules on InferenceServices, with the messages KServe's users know.</summary>
internal static partial class InferenceServiceValidator
{
    private const string NamePattern = "[a-z]([-a-z0-9]*[a-z0-9])?";
    private static readonly string[] Scalers = ["hpa", "keda", "external", "none"];

    public static void Validate(InferenceService value, InferenceService? old, FieldErrors errors)
    {
        var annotations = value.Metadata.Annotations ?? [];
        CheckAnnotations(annotations, old, value.Metadata.DeletionTimestamp is not null, errors);
        var spec = FieldPath.Of("spec");
        if (value.Spec.Predictor is not { } predictor)
        {
            return;
        }

        PredictorRules.Check(predictor, value, spec.Child("predictor"), errors);
        CheckComponent(predictor, annotations, spec.Child("predictor"), errors);
        if (value.Spec.Transformer is { } transformer)
        {
            CheckOwnContainers("TransformerSpec", "PodSpec", transformer, spec.Child("transformer"), errors);
            StorageUriRules.Check(transformer.StorageUris, OwnStorageUri(transformer), spec.Child("transformer").Child("storageUris"), errors);
            CheckComponent(transformer, annotations, spec.Child("transformer"), errors);
        }

        if (value.Spec.Explainer is { } explainer)
        {
            CheckExplainer(explainer, spec.Child("explainer"), errors);
            CheckComponent(explainer, annotations, spec.Child("explainer"), errors);
        }

        CanaryRules.Check(value, spec.Child("canary"), errors);
    }

    /// <summary>The rule on names; stricter than that of other kinds, since hosts and revisions are derived from them.</summary>
    public static IEnumerable<string> Name(string name)
    {
        if (!NameRegex().IsMatch(name))
        {
            yield return $"the InferenceService \"{name}\" is invalid: a InferenceService name must consist of lower case alphanumeric characters or '-', and "
                + $"must start with alphabetical character. (e.g. \"my-name\" or \"abc-123\", regex used for validation is '{NamePattern}')";
        }
        else if (name.Length > 63)
        {
            yield return "must be no more than 63 characters";
        }
    }

    public static string? OwnStorageUri(PodSpec component) =>
        (component.Containers?.FirstOrDefault(c => c.Name == ServingNames.ServingContainer) ?? component.Containers?.FirstOrDefault())
            ?.Env?.FirstOrDefault(v => v.Name == ServingNames.StorageUriVariable)?.Value;

    private static void CheckAnnotations(Dictionary<string, string> annotations, InferenceService? old, bool isGoing, FieldErrors errors)
    {
        var path = FieldPath.Of("metadata").Child("annotations");
        if (annotations.TryGetValue(ServingNames.AutoscalerClass, out var scaler) && !Scalers.Contains(scaler))
        {
            errors.Invalid(path.Key(ServingNames.AutoscalerClass), scaler, $"[{scaler}] is not a supported autoscaler class type");
        }

        if (!annotations.TryGetValue(ServingNames.DeploymentMode, out var mode))
        {
            return;
        }

        errors.OneOf(
            path.Key(ServingNames.DeploymentMode), mode, ServingNames.StandardMode, ServingNames.KnativeMode, ServingNames.ModelMeshMode);
        if (!isGoing && ServingNames.CurrentMode(old?.Status?.DeploymentMode) is { Length: > 0 } pinned && pinned != mode)
        {
            errors.Forbidden(
                path.Key(ServingNames.DeploymentMode), $"update rejected: deploymentMode cannot be changed from '{pinned}' to '{mode}'");
        }
    }

    private static void CheckComponent(ComponentSpec component, Dictionary<string, string> annotations, FieldPath path, FieldErrors errors)
    {
        ScalingRuleSet.Check(component, annotations, path, errors);
        PodSpecRules.Check(component, path, errors);
        MetadataValidator.CheckLabels(component.Labels, path.Child("labels"), errors);
        MetadataValidator.CheckAnnotations(component.Annotations, path.Child("annotations"), errors);
        if (component.Logger is { Mode: not ("all" or "request" or "response") } logger)
        {
            errors.Invalid(path.Child("logger").Child("mode"), logger.Mode ?? "", "invalid logger type");
        }
    }

    private static void CheckExplainer(ExplainerSpec explainer, FieldPath path, FieldErrors errors)
    {
        if (explainer.Art is { } art)
        {
            ContainerRules.Check(art, path.Child("art"), errors);
            if (explainer.Containers?.Any(c => c.Name == ServingNames.ServingContainer) == true)
            {
                errors.Invalid(path, "", "exactly one of [ART, PodSpec] must be specified in ExplainerSpec");
            }
        }
        else
        {
            CheckOwnContainers("ExplainerSpec", "ART, PodSpec", explainer, path, errors);
        }

        StorageUriRules.Check(explainer.StorageUris, explainer.Art?.StorageUri ?? OwnStorageUri(explainer), path.Child("storageUris"), errors);
    }

    private static void CheckOwnContainers(string spec, string kinds, PodSpec component, FieldPath path, FieldErrors errors)
    {
        if (component.Containers is not { Count: > 0 })
        {
            errors.Required(path.Child("containers"), $"exactly one of [{kinds}] must be specified in {spec}");
        }
    }

    [GeneratedRegex($"^{NamePattern}\\z")]
    private static partial Regex NameRegex();
}
