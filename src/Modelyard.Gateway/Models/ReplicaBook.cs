using System.Net;
using System.Text;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Gateway;

/// <summary>Works out where models run, and remembers each replica from one snapshot to the next, so that what is known of it is not lost.</summary>
internal sealed class ReplicaBook
{
    private const string ModelContainer = "kserve-container";
    private const int DefaultPort = 8080;

    private Dictionary<string, Replica> _last = [];
    private Dictionary<string, Replica> _current = [];

    /// <summary>Begins a snapshot. Replicas that did not occur in the one before are forgotten.</summary>
    public void Begin() => (_last, _current) = (_current, []);

    /// <summary>Those of the pods that take traffic.</summary>
    public Replica[] OfPods(IEnumerable<Pod> pods)
    {
        var replicas = new List<Replica>();
        foreach (var pod in pods.Where(TakesTraffic).OrderBy(p => p.Metadata.Name, StringComparer.Ordinal))
        {
            if (AddressOf(pod) is { } address)
            {
                // By uid: a pod of the same name and address may be another one by now.
                var name = pod.Metadata.Name ?? "";
                replicas.Add(Remember($"{pod.Metadata.Uid ?? name} {address}", () => new Replica(name, address)));
            }
        }

        return [.. replicas];
    }

    /// <summary>The service elsewhere that a deployment stands for; none while the key for it is missing.</summary>
    public Replica[] OfExternal(ModelDeployment deployment, ExternalEngine engine, IReadOnlyCollection<Secret> secrets)
    {
        string? key = null;
        if (engine.SecretRef is { } reference)
        {
            var secret = secrets.FirstOrDefault(s => s.Metadata.Namespace == deployment.Metadata.Namespace && s.Metadata.Name == reference.Name);
            if (secret?.Data?.GetValueOrDefault(reference.Key ?? "") is not { } value)
            {
                return [];
            }

            key = Encoding.UTF8.GetString(value).Trim();
        }

        var name = deployment.Metadata.Name ?? "";
        return [Remember($"{deployment.Metadata.Uid ?? name} {engine.Url} {key}", () => Replica.External(name, engine.Url!, key))];
    }

    private static bool TakesTraffic(Pod pod) =>
        pod.Metadata.DeletionTimestamp is null && pod.Status?.Conditions?.Any(c => c is { Type: "Ready", Status: "True" }) == true;

    private static ReplicaAddress? AddressOf(Pod pod)
    {
        if (pod.Metadata.Annotations?.GetValueOrDefault(ReplicaAddress.Annotation) is { } annotated)
        {
            return ReplicaAddress.TryParse(annotated, out var address) ? address : null;
        }

        if (!IPAddress.TryParse(pod.Status?.PodIP, out var ip))
        {
            return null;
        }

        var container = pod.Spec.Containers?.Find(c => c.Name == ModelContainer) ?? pod.Spec.Containers?.FirstOrDefault();
        return ReplicaAddress.Of(new IPEndPoint(ip, container?.Ports?.FirstOrDefault()?.Port ?? DefaultPort));
    }

    private Replica Remember(string identity, Func<Replica> make) =>
        _current[identity] = _last.GetValueOrDefault(identity) ?? _current.GetValueOrDefault(identity) ?? make();
}
