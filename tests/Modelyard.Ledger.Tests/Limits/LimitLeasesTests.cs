using System.Collections.Concurrent;
using Modelyard.Storage.Tests;

namespace Modelyard.Ledger.Tests.Limits;

public sealed class LimitLeasesTests(PostgresServer server) : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly PostgresTestLedger _ledger = new(server);

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    [Fact]
    public async Task Allowance_IsSharedOut_AndWhatIsGivenBackCanBeTakenByOthers()
    {
        var (one, two) = (await LeasesAsync("one"), await LeasesAsync("two"));

        (await TakeAsync(one, needs: 10, wants: 60)).Allowances.ShouldBe([60]);
        (await TakeAsync(two, needs: 10, wants: 60)).Allowances.ShouldBe([40], "as much as there is");
        var refused = await TakeAsync(two, needs: 10, wants: 60);
        (refused.Allowances, refused.Refused).ShouldBe((null, "acme/tokens"));
        refused.Wait.ShouldBeInRange(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(6), "a hundred a minute");

        await one.SettleAsync([("acme/tokens", 100, 50)], [], None);
        (await TakeAsync(two, needs: 10, wants: 10)).Allowances.ShouldBe([10]);
    }

    [Fact]
    public async Task SeveralLimits_AreTakenTogetherOrNotAtAll()
    {
        var leases = await LeasesAsync("one");
        AllowanceWish[] wishes = [new("z", 1000, 100, 100), new("a", 50, 60, 60), new("b", 10, 5, 5)];

        (await leases.TakeAsync(wishes, [], None)).Allowances.ShouldBe([100, 50, 5], "what is more than a whole minute's worth takes all of that");
        (await leases.TakeAsync(wishes, [], None)).Refused.ShouldBe("a");
        (await leases.TakeAsync([new("b", 10, 5, 5)], [], None)).Allowances.ShouldBe([5], "the refused wish took nothing");
    }

    [Fact]
    public async Task Overdraft_IsMadeGoodByAll()
    {
        var (one, two) = (await LeasesAsync("one"), await LeasesAsync("two"));
        await one.SettleAsync([("acme/tokens", 100, -150)], [], None);

        (await TakeAsync(two, needs: 1, wants: 1)).Wait.ShouldBeInRange(TimeSpan.FromSeconds(28), TimeSpan.FromSeconds(31));
    }

    [Fact]
    public async Task Slots_AreNeverMoreThanThereAre_AndThoseOfTheDeadComeFree()
    {
        var (one, two) = (await LeasesAsync("one"), await LeasesAsync("two"));
        (await one.TakeAsync([], [new("acme/slots", 5, 0, 4)], None)).Slots.ShouldBe([4]);
        (await two.TakeAsync([], [new("acme/slots", 5, 0, 4)], None)).Slots.ShouldBe([1]);
        (await two.TakeAsync([], [new("acme/slots", 5, 1, 1)], None)).Refused.ShouldBe("acme/slots");

        await one.SettleAsync([], [("acme/slots", 2)], None);
        (await two.TakeAsync([], [new("acme/slots", 5, 1, 4)], None)).Slots.ShouldBe([2]);

        await _ledger.ExecuteAsync("update ledger_slots set expires_at = 0 where gateway = 'one'");
        (await two.TakeAsync([], [new("acme/slots", 5, 3, 4)], None)).Slots.ShouldBe([2]);
    }

    [Fact]
    public async Task ManyGatewaysAtOnce_NeverTakeMoreThanThereIs()
    {
        var gateways = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => LeasesAsync($"gateway-{i}")));
        var taken = new ConcurrentBag<long>();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(async () =>
        {
            for (var round = 0; round < 12; round++)
            {
                var random = new Random((i * 100) + round);
                var answer = await gateways[i % 4].TakeAsync(
                    [new("acme/tokens", 3, random.Next(1, 3), 3), new("acme/requests", 1000, 1, random.Next(1, 50))], [], None);
                taken.Add(answer.Allowances?[0] ?? 0);
            }
        })));

        // A refill of three a minute comes to less than one while this runs.
        taken.Sum().ShouldBeInRange(3, 4);
    }

    private static Task<LeaseAnswer> TakeAsync(LimitLeases leases, long needs, long wants) => leases.TakeAsync([new("acme/tokens", 100, needs, wants)], [], None);

    private async Task<LimitLeases> LeasesAsync(string gateway) => new(await _ledger.OpenAsync(), gateway);
}
