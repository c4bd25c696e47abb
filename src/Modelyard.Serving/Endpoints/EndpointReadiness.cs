using Modelyard.Api;

namespace Modelyard.Serving;

/// <summary>Whether an endpoint answers, and if not, why. A pure function.</summary>
/// <param name="IsReady">Whether it does.</param>
/// <param name="HasAddress">Whether its address is its own.</param>
/// <param name="Reason">One word.</param>
/// <param name="Message">For a person; null when all is well.</param>
internal sealed record EndpointReadiness(bool IsReady, bool HasAddress, string Reason, string? Message)
{
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="endpoints">All endpoints.</param>
    /// <param name="deployments">All deployments.</param>
    /// <param name="hasOutside">Whether the gateway listens for callers outside.</param>
    /// <param name="certificate">What is wrong with the certificate that <c>spec.tls</c> names; null when nothing is.</param>
    public static EndpointReadiness Of(
        Endpoint endpoint, IReadOnlyCollection<Endpoint> endpoints, IReadOnlyCollection<ModelDeployment> deployments, bool hasOutside, CertificateProblem? certificate)
    {
        if (EndpointTraffic.HolderOfPath(endpoint, endpoints) is { } path)
        {
            return Not("PathTaken", $"The path {EndpointTraffic.PathOf(endpoint)} belongs to the endpoint {NamespacedName.Of(path)}: choose another one in spec.path.", hasAddress: false);
        }

        if (EndpointTraffic.HolderOfHost(endpoint, endpoints) is { } host)
        {
            return Not("HostTaken", $"The host {endpoint.Spec.Host} belongs to the endpoint {NamespacedName.Of(host)}: choose another one in spec.host.", hasAddress: false);
        }

        if (!hasOutside && EndpointTraffic.IsExternal(endpoint))
        {
            return Not(
                "NoExternalListener",
                "The gateway does not listen for callers outside: start Modelyard with --external-address HOST:PORT, or set spec.visibility to Internal.");
        }

        if (certificate is not null)
        {
            return Not(certificate.Reason, certificate.Message);
        }

        var shares = EndpointTraffic.Of(endpoint, deployments);
        if (shares.Count == 0)
        {
            return Not("NoDeployments", "No deployment answers: list them in spec.traffic, or name this endpoint in spec.endpoint of a ModelDeployment of the project.");
        }

        var targets = shares.Select(s => (Share: s, Deployment: deployments.FirstOrDefault(d => Is(d, endpoint.Metadata.Namespace, s.Deployment)))).ToList();
        var missing = targets.Where(t => t.Deployment is null).Select(t => t.Share.Deployment).ToList();
        if (missing.Count > 0)
        {
            return Not(
                "DeploymentNotFound",
                $"There is no ModelDeployment {string.Join(" and no ", missing)} in the project: create {(missing.Count == 1 ? "it" : "them")}, or change spec.traffic.");
        }

        var waiting = targets.Where(t => t.Share.Weight != 0 && !Answers(t.Deployment!)).Select(t => $"{t.Share.Deployment} is {t.Deployment!.Status?.Phase ?? DeploymentPhase.Pending}").ToList();
        return waiting.Count == 0
            ? new EndpointReadiness(true, true, "Ready", null)
            : waiting.Count < targets.Count(t => t.Share.Weight != 0)
                ? new EndpointReadiness(true, true, "SomeDeploymentsNotReady", $"Not all of its deployments answer: {string.Join(", ", waiting)}.")
                : Not("DeploymentsNotReady", $"None of its deployments answers: {string.Join(", ", waiting)}.");
    }

    private static EndpointReadiness Not(string reason, string message, bool hasAddress = true) => new(false, hasAddress, reason, message);

    private static bool Is(ModelDeployment deployment, string? space, string? name) =>
        deployment.Metadata.Namespace == space && deployment.Metadata.Name == name && deployment.Metadata.DeletionTimestamp is null;

    private static bool Answers(ModelDeployment deployment) => deployment.Status?.Conditions?.Exists(c => c is { Type: "Ready", Status: "True" }) == true;
}
