using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modelyard.Api;

/// <summary>Rules on pods.</summary>
internal static class PodValidator
{
    private const string UpdateRule =
        "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,"
        + "`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

    public static void Validate(Pod value, Pod? old, FieldErrors errors)
    {
        var (spec, path) = (value.Spec, FieldPath.Of("spec"));
        if (spec.Containers is not { Count: > 0 })
        {
            errors.Required(path.Child("containers"));
        }

        errors.OneOf(path.Child("restartPolicy"), spec.RestartPolicy, "Always", "Never", "OnFailure");
        errors.OneOf(path.Child("dnsPolicy"), spec.DnsPolicy, "ClusterFirst", "ClusterFirstWithHostNet", "Default", "None");
        MetadataValidator.CheckLabels(spec.NodeSelector, path.Child("nodeSelector"), errors);
        PodSpecRules.Check(spec, path, errors);
        foreach (var (list, name) in new[] { (spec.Containers, "containers"), (spec.InitContainers, "initContainers") })
        {
            foreach (var (index, container) in (list ?? []).Index())
            {
                CheckPorts(container, path.Child(name).Index(index), errors);
            }
        }

        if (old is not null && !JsonNode.DeepEquals(Fixed(spec, old.Spec), Fixed(old.Spec, old.Spec)))
        {
            errors.Forbidden(path, UpdateRule);
        }
    }

    // An InferenceService's probe may leave the port to the server; in a pod nobody would fill it in.
    private static void CheckPorts(Container container, FieldPath path, FieldErrors errors)
    {
        foreach (var (probe, name) in new[]
        {
            (container.LivenessProbe, "livenessProbe"), (container.ReadinessProbe, "readinessProbe"), (container.StartupProbe, "startupProbe"),
        })
        {
            if (probe?.HttpGet is { Port: null })
            {
                errors.Required(path.Child(name).Child("httpGet").Child("port"));
            }
        }
    }

    /// <summary>The spec without what may change. There is no separate call to bind a pod to a machine here, so a machine may be set once.</summary>
    private static JsonNode? Fixed(PodSpec spec, PodSpec old)
    {
        var node = JsonSerializer.SerializeToNode(spec, ApiJson.Options)!.AsObject();
        foreach (var name in new[] { "activeDeadlineSeconds", "tolerations", "terminationGracePeriodSeconds", "ephemeralContainers", "schedulingGates" })
        {
            node.Remove(name);
        }

        if (string.IsNullOrEmpty(old.NodeName))
        {
            node.Remove("nodeName");
        }

        foreach (var list in new[] { "containers", "initContainers" })
        {
            foreach (var container in node[list] as JsonArray ?? [])
            {
                container!.AsObject().Remove("image");
            }
        }

        return node;
    }
}
