using System.Net;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Gateway;

/// <summary>Works out from resources which models there are and where they run.</summary>
/// <remarks>Not thread-safe; it remembers what it made of replicas and models, so that the next snapshot counts on with them.</remarks>
internal sealed class ModelSnapshotBuilder
{
    private const string ServiceLabel = "serving.kserve.io/inferenceservice";
    private const string ModelContainer = "kserve-container";
    private const int DefaultPort = 8080;

    private Dictionary<(string Uid, ReplicaAddress Address), Replica> _replicas = [];
    private Dictionary<NamespacedName, ModelState> _states = [];

    public ModelSnapshot Build(ClusterView view)
    {
        var tenants = new Tenants(view.Organizations, view.Namespaces);
        var terms = view.Deployments.ToDictionary(NamespacedName.Of, d => DeploymentTerms.Of(d.Spec));
        var podsOfService = view.Pods
            .Where(p => p.Metadata.Labels?.ContainsKey(ServiceLabel) == true)
            .ToLookup(p => new NamespacedName(p.Metadata.Namespace ?? "", p.Metadata.Labels![ServiceLabel]));

        var known = new Dictionary<(string, ReplicaAddress), Replica>();
        var states = new Dictionary<NamespacedName, ModelState>();
        var models = view.Services
            .Where(s => s.Metadata.DeletionTimestamp is null)
            .OrderBy(s => s.Metadata.Namespace, StringComparer.Ordinal)
            .ThenBy(s => s.Metadata.Name, StringComparer.Ordinal)
            .Select(s =>
            {
                var name = NamespacedName.Of(s);
                var pods = podsOfService[name].ToArray();
                return new ServedModel(
                    s.Metadata.Namespace ?? "",
                    s.Metadata.Name ?? "",
                    s.Metadata.CreationTimestamp ?? DateTimeOffset.UnixEpoch,
                    ReplicasOf(pods, known),
                    AwaitedCondition.Describe(s, pods),
                    tenants.OwnerOf(s.Metadata.Namespace ?? ""),
                    terms.GetValueOrDefault(name, DeploymentTerms.None),
                    states[name] = _states.GetValueOrDefault(name) ?? new ModelState());
            })
            .ToArray();
        (_replicas, _states) = (known, states);
        return new ModelSnapshot(models, tenants, [.. view.Endpoints.Where(e => e.Metadata.DeletionTimestamp is null)], view.Deployments);
    }

    private Replica[] ReplicasOf(Pod[] pods, Dictionary<(string, ReplicaAddress), Replica> known)
    {
        var replicas = new List<Replica>();
        foreach (var pod in pods.Where(TakesTraffic).OrderBy(p => p.Metadata.Name, StringComparer.Ordinal))
        {
            if (AddressOf(pod) is not { } address)
            {
                continue;
            }

            // By uid: a pod of the same name and address may be another one by now.
            var identity = (pod.Metadata.Uid ?? pod.Metadata.Name ?? "", address);
            var replica = _replicas.GetValueOrDefault(identity) ?? new Replica(pod.Metadata.Name ?? "", address);
            known[identity] = replica;
            replicas.Add(replica);
        }

        return [.. replicas];
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
}
