using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Modelyard.Api;
using Modelyard.Client;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Client;

public sealed partial class LeaseLockTests : IAsyncLifetime
{
    private static readonly NamespacedName Name = new("kube-system", "controllers");

    private readonly ManualTime _time = new();
    private ApiEnvironment _api = null!;
    private ApiConnection _connection = null!;

    public async ValueTask InitializeAsync()
    {
        _api = await ApiEnvironment.StartAsync();
        _connection = _api.Connect();
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [ControllerFact]
    public async Task Acquire_LeaseThatIsNotThere_WritesWhatOtherClientsWrite()
    {
        var candidate = Candidate("ada");

        (await candidate.TryAcquireOrRenewAsync(Cancel)).ShouldBeTrue();

        var spec = await SpecAsync();
        spec.Select(f => f.Key).ShouldBe(["holderIdentity", "leaseDurationSeconds", "acquireTime", "renewTime", "leaseTransitions"], ignoreOrder: true);
        spec["holderIdentity"]!.ToString().ShouldBe("ada");
        spec["leaseDurationSeconds"]!.GetValue<int>().ShouldBe(15);
        spec["leaseTransitions"]!.GetValue<int>().ShouldBe(0);
        spec["acquireTime"]!.ToString().ShouldMatch(MicroTime);
        spec["renewTime"]!.ToString().ShouldBe("2026-01-01T00:00:00.000000Z");
    }

    [ControllerFact]
    public async Task Renew_KeepsWhenItWasAcquired_AndCountsNoTransition()
    {
        var candidate = Candidate("ada");
        await candidate.TryAcquireOrRenewAsync(Cancel);
        _time.Advance(TimeSpan.FromSeconds(2.5));

        (await candidate.TryAcquireOrRenewAsync(Cancel)).ShouldBeTrue();

        var spec = await SpecAsync();
        spec["acquireTime"]!.ToString().ShouldBe("2026-01-01T00:00:00.000000Z");
        spec["renewTime"]!.ToString().ShouldBe("2026-01-01T00:00:02.500000Z");
        spec["leaseTransitions"]!.GetValue<int>().ShouldBe(0);
    }

    [ControllerTheory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Acquire_LeaseOfAnother_WaitsUntilNothingHappenedToItForItsWholeDuration(int hoursOfSkew)
    {
        var elsewhere = new ManualTime();
        elsewhere.Advance(TimeSpan.FromHours(2 + hoursOfSkew));
        _time.Advance(TimeSpan.FromHours(2));
        var holder = Candidate("ada", elsewhere);
        var other = Candidate("bob");
        await holder.TryAcquireOrRenewAsync(Cancel);

        (await other.TryAcquireOrRenewAsync(Cancel)).ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(14));
        await holder.TryAcquireOrRenewAsync(Cancel);
        elsewhere.Advance(TimeSpan.FromSeconds(1));
        await holder.TryAcquireOrRenewAsync(Cancel);
        (await other.TryAcquireOrRenewAsync(Cancel)).ShouldBeFalse("the renewal was a sign of life");
        _time.Advance(TimeSpan.FromSeconds(14));
        (await other.TryAcquireOrRenewAsync(Cancel)).ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));
        (await other.TryAcquireOrRenewAsync(Cancel)).ShouldBeTrue();

        (await SpecAsync())["leaseTransitions"]!.GetValue<int>().ShouldBe(1);
        (await holder.TryAcquireOrRenewAsync(Cancel)).ShouldBeFalse("it learns from the conflict that it lost");
        holder.IsHeld.ShouldBeFalse();
    }

    [ControllerFact]
    public async Task Acquire_UnderTheSameName_GoesOnAtOnce()
    {
        await Candidate("ada").TryAcquireOrRenewAsync(Cancel);

        (await Candidate("ada").TryAcquireOrRenewAsync(Cancel)).ShouldBeTrue();

        (await SpecAsync())["leaseTransitions"]!.GetValue<int>().ShouldBe(0);
    }

    [ControllerFact]
    public async Task Release_LetsOthersInAtOnce()
    {
        var holder = Candidate("ada");
        var other = Candidate("bob");
        await holder.TryAcquireOrRenewAsync(Cancel);
        await other.TryAcquireOrRenewAsync(Cancel);

        await holder.ReleaseAsync(Cancel);

        var released = await SpecAsync();
        released.ContainsKey("holderIdentity").ShouldBeFalse();
        released["leaseDurationSeconds"]!.GetValue<int>().ShouldBe(1);
        (await other.TryAcquireOrRenewAsync(Cancel)).ShouldBeTrue();
        (await SpecAsync())["leaseTransitions"]!.GetValue<int>().ShouldBe(1);
    }

    [ControllerFact]
    public async Task Release_AfterAnotherTookOver_ChangesNothing()
    {
        var holder = Candidate("ada");
        await holder.TryAcquireOrRenewAsync(Cancel);
        var other = Candidate("bob");
        await other.TryAcquireOrRenewAsync(Cancel);
        _time.Advance(TimeSpan.FromSeconds(15));
        await other.TryAcquireOrRenewAsync(Cancel);

        (await Should.ThrowAsync<StatusException>(holder.ReleaseAsync(Cancel))).IsConflict.ShouldBeTrue();

        (await SpecAsync())["holderIdentity"]!.ToString().ShouldBe("bob");
    }

    [ControllerFact]
    public async Task Acquire_LeaseWrittenByOthers_KeepsWhatElseItSays()
    {
        await _connection.SendAsync<JsonObject>(
            HttpMethod.Post,
            "apis/coordination.k8s.io/v1/namespaces/kube-system/leases",
            """{"metadata":{"name":"controllers","labels":{"team":"a"}},"spec":{"holderIdentity":"","leaseDurationSeconds":1,"acquireTime":"2026-01-01T00:00:00.000000Z","renewTime":"2026-01-01T00:00:00.000000Z","leaseTransitions":6}}"""u8.ToArray(),
            "application/json",
            Cancel);

        (await Candidate("ada").TryAcquireOrRenewAsync(Cancel)).ShouldBeTrue();

        var lease = await LeaseAsync();
        lease["metadata"]!["labels"]!["team"]!.ToString().ShouldBe("a");
        lease["spec"]!["leaseTransitions"]!.GetValue<int>().ShouldBe(7);
    }

    private static string MicroTime => MicroTimeRegex().ToString();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private LeaseLock Candidate(string identity, TimeProvider? time = null) =>
        new(new ResourceClient(_connection), new LeaderElectionOptions { Lease = Name, Identity = identity }, time ?? _time);

    private Task<JsonObject> LeaseAsync() => _connection.GetAsync<JsonObject>("apis/coordination.k8s.io/v1/namespaces/kube-system/leases/controllers", Cancel);

    private async Task<JsonObject> SpecAsync() => (await LeaseAsync())["spec"]!.AsObject();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")]
    private static partial Regex MicroTimeRegex();
}
