using Modelyard.Api;

namespace Modelyard.Tests;

public sealed class EndpointTrafficTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Traffic_ThatIsListed_IsWhatIsListed()
    {
        var endpoint = Endpoint("chat");
        endpoint.Spec.Traffic = [new TrafficShare { Deployment = "b", Weight = 10 }];

        EndpointTraffic.Of(endpoint, [Deployment("a", "chat")]).ShouldHaveSingleItem().Deployment.ShouldBe("b");
    }

    [Fact]
    public void Traffic_ThatIsNotListed_GoesToTheDeploymentsOfTheNamespaceThatNameTheEndpoint()
    {
        var shares = EndpointTraffic.Of(
            Endpoint("chat"), [Deployment("b", "chat"), Deployment("a", "chat"), Deployment("c", "other"), Deployment("d", "chat", "globex"), Deployment("e", null)]);

        shares.Select(s => (s.Deployment, s.Weight)).ShouldBe([("a", 100), ("b", 100)]);
    }

    [Fact]
    public void Path_WantedByTwo_StaysWithTheOlder()
    {
        var (older, newer) = (Endpoint("chat"), Endpoint("chat", "globex", Noon.AddMinutes(1)));

        EndpointTraffic.HolderOfPath(newer, [newer, older]).ShouldBe(older);
        EndpointTraffic.HolderOfPath(older, [newer, older]).ShouldBeNull();
    }

    [Fact]
    public void Path_WantedByTwoOfTheSameSecond_IsDecidedByNamespaceEverywhereAlike()
    {
        var (first, second) = (Endpoint("chat"), Endpoint("chat", "globex"));

        EndpointTraffic.HolderOfPath(second, [second, first]).ShouldBe(first);
        EndpointTraffic.HolderOfPath(first, [first, second]).ShouldBeNull();
    }

    [Fact]
    public void Path_OfAnEndpointThatIsGoing_IsFree()
    {
        var (older, newer) = (Endpoint("chat"), Endpoint("chat", "globex", Noon.AddMinutes(1)));
        older.Metadata.DeletionTimestamp = Noon;

        EndpointTraffic.HolderOfPath(newer, [older, newer]).ShouldBeNull();
    }

    [Fact]
    public void Host_OfNobody_HasNoHolder()
    {
        var (older, newer) = (Endpoint("chat"), Endpoint("talk", "globex", Noon.AddMinutes(1)));
        EndpointTraffic.HolderOfHost(newer, [older, newer]).ShouldBeNull();

        (older.Spec.Host, newer.Spec.Host) = ("chat.example", "chat.example");
        EndpointTraffic.HolderOfHost(newer, [older, newer]).ShouldBe(older);
    }

    private static Endpoint Endpoint(string name, string space = "acme", DateTimeOffset? created = null) =>
        new() { Metadata = new ObjectMeta { Name = name, Namespace = space, CreationTimestamp = created ?? Noon } };

    private static ModelDeployment Deployment(string name, string? endpoint, string space = "acme") =>
        new() { Metadata = new ObjectMeta { Name = name, Namespace = space }, Spec = new ModelDeploymentSpec { Endpoint = endpoint } };
}
