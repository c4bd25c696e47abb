using Modelyard.Api;
using Modelyard.Serving;

namespace Modelyard.Tests.Serving;

public sealed class EndpointReadinessTests
{
    private static readonly ModelDeployment Running = Deployment("atlas", "Running");
    private static readonly ModelDeployment Loading = Deployment("nova", "Loading");

    [Fact]
    public void Endpoint_WhoseDeploymentsAllAnswer_IsReady() =>
        Of(Endpoint("atlas"), Running, Loading).ShouldBe(new EndpointReadiness(true, true, "Ready", null));

    [Fact]
    public void Endpoint_OfWhichOneAnswers_IsReadyAndSaysWhichDoesNot() =>
        Of(Endpoint("atlas", "nova"), Running, Loading).ShouldBe(
            new EndpointReadiness(true, true, "SomeDeploymentsNotReady", "Not all of its deployments answer: nova is Loading."));

    [Fact]
    public void Endpoint_OfWhichNoneAnswers_IsNotReady() =>
        Of(Endpoint("nova"), Running, Loading).ShouldBe(
            new EndpointReadiness(false, true, "DeploymentsNotReady", "None of its deployments answers: nova is Loading."));

    [Fact]
    public void Deployment_WithoutWeight_NeedNotAnswer()
    {
        var endpoint = Endpoint("atlas", "nova");
        endpoint.Spec.Traffic![1].Weight = 0;

        Of(endpoint, Running, Loading).Reason.ShouldBe("Ready");
    }

    [Fact]
    public void Deployments_ThatDoNotExist_AreNamed() =>
        Of(Endpoint("atlas", "gone", "lost"), Running).ShouldSatisfyAllConditions(
            r => r.IsReady.ShouldBeFalse(), r => r.Reason.ShouldBe("DeploymentNotFound"), r => r.Message!.ShouldContain("no ModelDeployment gone and no lost in the project"));

    [Fact]
    public void Endpoint_NobodyNames_SaysHowToFillIt() =>
        Of(Endpoint(), Running).ShouldSatisfyAllConditions(r => r.Reason.ShouldBe("NoDeployments"), r => r.Message!.ShouldContain("spec.endpoint"));

    [Fact]
    public void Certificate_ThatIsMissing_IsNamed()
    {
        var endpoint = Endpoint("atlas");
        endpoint.Spec.Tls = new EndpointTls { SecretName = "chat-tls" };

        var readiness = EndpointReadiness.Of(
            endpoint, [endpoint], [Running], hasOutside: true, new CertificateProblem("CertificateNotFound", "There is no Secret chat-tls."));

        (readiness.IsReady, readiness.Reason, readiness.Message).ShouldBe((false, "CertificateNotFound", "There is no Secret chat-tls."));
    }

    [Fact]
    public void Endpoint_ForCallersOutside_NeedsAnAddressForThem()
    {
        var endpoint = Endpoint("atlas");
        endpoint.Spec.Visibility = "External";

        Of(endpoint, Running).ShouldSatisfyAllConditions(r => r.Reason.ShouldBe("NoExternalListener"), r => r.Message!.ShouldContain("--external-address"));
        EndpointReadiness.Of(endpoint, [endpoint], [Running], hasOutside: true, certificate: null).IsReady.ShouldBeTrue();
    }

    [Theory]
    [InlineData("chat", null, "PathTaken", "globex/older")]
    [InlineData("talk", "chat.example", "HostTaken", "globex/older")]
    public void Address_OfAnOlderEndpoint_IsNotHad(string path, string? host, string reason, string holder)
    {
        var older = Endpoint("atlas");
        older.Metadata = new ObjectMeta { Name = "older", Namespace = "globex", CreationTimestamp = DateTimeOffset.UnixEpoch };
        (older.Spec.Path, older.Spec.Host) = ("chat", "chat.example");
        var endpoint = Endpoint("atlas");
        (endpoint.Spec.Path, endpoint.Spec.Host) = (path, host);

        var readiness = EndpointReadiness.Of(endpoint, [older, endpoint], [Running], hasOutside: true, certificate: null);

        (readiness.IsReady, readiness.HasAddress, readiness.Reason).ShouldBe((false, false, reason));
        readiness.Message!.ShouldContain(holder);
    }

    [Theory]
    [InlineData("Internal", null, "http://127.0.0.1:8080/e/chat")]
    [InlineData("Internal", "chat.acme.example", "http://chat.acme.example:8080/e/chat")]
    [InlineData("External", null, "https://models.example:8443/e/chat")]
    [InlineData("External", "chat.acme.example", "https://chat.acme.example:8443/e/chat")]
    public void Url_IsThatOfTheGateway_WithTheEndpointsOwnHost(string visibility, string? host, string url)
    {
        var endpoint = Endpoint("atlas");
        (endpoint.Spec.Host, endpoint.Spec.Visibility) = (host, visibility);

        new GatewayUrls(new ServingOptions { GatewayBaseUrl = new Uri("http://127.0.0.1:8080"), ExternalBaseUrl = new Uri("https://models.example:8443") }).Of(endpoint).ShouldBe(url);
    }

    private static EndpointReadiness Of(Endpoint endpoint, params ModelDeployment[] deployments) =>
        EndpointReadiness.Of(endpoint, [endpoint], deployments, hasOutside: false, certificate: null);

    private static Endpoint Endpoint(params string[] deployments) => new()
    {
        Metadata = new ObjectMeta { Name = "chat", Namespace = "acme", CreationTimestamp = DateTimeOffset.UnixEpoch.AddDays(1) },
        Spec = new EndpointSpec { Traffic = [.. deployments.Select(d => new TrafficShare { Deployment = d, Weight = 100 })] },
    };

    private static ModelDeployment Deployment(string name, string phase) => new()
    {
        Metadata = new ObjectMeta { Name = name, Namespace = "acme" },
        Status = new ModelDeploymentStatus { Phase = phase, Conditions = [new Condition { Type = "Ready", Status = phase == "Running" ? "True" : "False" }] },
    };
}
