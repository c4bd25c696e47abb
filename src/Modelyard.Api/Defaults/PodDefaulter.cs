using System.Text.Json.Nodes;

namespace Modelyard.Api;

/// <summary>Defaults of pods, as an API server fills them in: whoever runs or shows a pod then finds every value it needs.</summary>
internal static class PodDefaulter
{
    private const int FileMode = 0b110_100_100;

    public static void Fill(JsonObject document)
    {
        if (document.Object("spec") is not { } spec)
        {
            return;
        }

        spec.Fill("restartPolicy", "Always");
        spec.Fill("dnsPolicy", "ClusterFirst");
        spec.Fill("terminationGracePeriodSeconds", 30);
        spec.Fill("schedulerName", "default-scheduler");
        spec.Fill("enableServiceLinks", true);
        spec.Fill("securityContext", new JsonObject());
        if (spec.Text("serviceAccountName") is { } account)
        {
            spec.Fill("serviceAccount", account);
        }

        foreach (var container in spec.Objects("initContainers").Concat(spec.Objects("containers")))
        {
            FillContainer(container);
        }

        foreach (var volume in spec.Objects("volumes"))
        {
            FillVolume(volume);
        }
    }

    private static void FillContainer(JsonObject container)
    {
        container.Fill("terminationMessagePath", "/dev/termination-log");
        container.Fill("terminationMessagePolicy", "File");
        container.Fill("resources", new JsonObject());
        if (container.Text("image") is { } image)
        {
            container.Fill("imagePullPolicy", IsMoving(image) ? "Always" : "IfNotPresent");
        }

        // What is limited but not asked for is reserved up to the limit.
        if (container.Object("resources").Object("limits") is { } limits && container.Object("resources")!.ObjectOrNew("requests") is { } requests)
        {
            foreach (var (resource, amount) in limits)
            {
                requests.Fill(resource, amount?.DeepClone());
            }
        }

        foreach (var name in new[] { "livenessProbe", "readinessProbe", "startupProbe" })
        {
            FillProbe(container.Object(name));
        }

        foreach (var variable in container.Objects("env"))
        {
            variable.Object("valueFrom").Object("fieldRef")?.Fill("apiVersion", "v1");
            variable.Object("valueFrom").Object("resourceFieldRef")?.Fill("divisor", "0");
        }
    }

    private static void FillProbe(JsonObject? probe)
    {
        probe?.Fill("timeoutSeconds", 1);
        probe?.Fill("periodSeconds", 10);
        probe?.Fill("successThreshold", 1);
        probe?.Fill("failureThreshold", 3);
        probe.Object("httpGet")?.Fill("path", "/");
        probe.Object("httpGet")?.Fill("scheme", "HTTP");
    }

    private static void FillVolume(JsonObject volume)
    {
        if (volume.Count == 1)
        {
            volume["emptyDir"] = new JsonObject();
        }

        foreach (var source in new[] { "secret", "configMap", "downwardAPI", "projected" })
        {
            volume.Object(source)?.Fill("defaultMode", FileMode);
        }

        volume.Object("hostPath")?.Fill("type", "");
    }

    private static bool IsMoving(string image)
    {
        if (image.Contains('@'))
        {
            return false;
        }

        var name = image[(image.LastIndexOf('/') + 1)..];
        return !name.Contains(':') || name.EndsWith(":latest", StringComparison.Ordinal);
    }
}
