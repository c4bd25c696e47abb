using Modelyard.Api;

namespace Modelyard.Gateway.Tests.Testing;

internal static class Resources
{
    public static InferenceService Service(string ns, string name, params Condition[] conditions) => new()
    {
        Metadata = new ObjectMeta { Namespace = ns, Name = name, CreationTimestamp = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000) },
        Status = new InferenceServiceStatus { Conditions = [.. conditions] },
    };

    public static Organization Organization(string name, RateLimits? limits = null) =>
        new() { Metadata = new ObjectMeta { Name = name }, Spec = new OrganizationSpec { Limits = limits } };

    public static Namespace Project(string name, string organization) =>
        new() { Metadata = new ObjectMeta { Name = name, Labels = new() { [TenancyNames.OrganizationLabel] = organization } } };

    public static Endpoint Endpoint(string ns, string name, params (string Deployment, int Weight)[] traffic) => new()
    {
        Metadata = new ObjectMeta { Namespace = ns, Name = name, CreationTimestamp = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000) },
        Spec = new EndpointSpec { Traffic = [.. traffic.Select(t => new TrafficShare { Deployment = t.Deployment, Weight = t.Weight })] },
    };

    public static Pod Pod(string ns, string service, string name, string? address, bool ready = true) => new()
    {
        Metadata = new ObjectMeta
        {
            Namespace = ns,
            Name = name,
            Uid = $"uid-{name}",
            Labels = new() { ["serving.kserve.io/inferenceservice"] = service, ["component"] = "predictor" },
            Annotations = address is null ? null : new() { ["modelyard.dev/address"] = address },
        },
        Status = new PodStatus { Conditions = [new PodCondition { Type = "Ready", Status = ready ? "True" : "False" }] },
    };
}
