using Modelyard.Client;

namespace Modelyard.Gateway.Tests;

public sealed class ReplicaChooserTests
{
    private static readonly ReplicaChoice Any = new(Now: 0);

    private readonly Replica[] _replicas = [.. Enumerable.Range(1, 4).Select(i => new Replica($"pod-{i}", ReplicaAddress.Loopback(i)))];

    [Fact]
    public void Choose_OneLessBusy_IsThatOne()
    {
        foreach (var busy in (Replica[])[_replicas[0], _replicas[1], _replicas[1], _replicas[3]])
        {
            busy.TryEnter();
        }

        for (var i = 0; i < 20; i++)
        {
            ReplicaChooser.Choose(_replicas, Any).ShouldBe(_replicas[2]);
        }

        _replicas[3].Leave();
        Enumerable.Range(0, 200).Select(_ => ReplicaChooser.Choose(_replicas, Any)).Distinct().ShouldBe([_replicas[2], _replicas[3]], ignoreOrder: true);
    }

    [Fact]
    public void Choose_AllEqual_SpreadsOverAll()
    {
        var chosen = Enumerable.Range(0, 4000).Select(_ => ReplicaChooser.Choose(_replicas, Any)).CountBy(r => r!.Pod).ToDictionary();

        // Four standard deviations of a fair choice are 110.
        chosen.Count.ShouldBe(4);
        chosen.Values.ShouldAllBe(count => count > 850 && count < 1150);
    }

    [Fact]
    public void Choose_Except_NeverTakesThatOne()
    {
        ReplicaChooser.Choose(_replicas[..1], Any with { Tried = [_replicas[0]] }).ShouldBeNull();
        ReplicaChooser.Choose([], Any).ShouldBeNull();
        Enumerable.Range(0, 200).Select(_ => ReplicaChooser.Choose(_replicas, Any with { Tried = [_replicas[1]] })).ShouldNotContain(_replicas[1]);
    }

    [Fact]
    public void Choose_WithAffinity_StaysWithOne_UntilThatHasMuchMoreThanItsShare()
    {
        var favourites = Enumerable.Range(0, 400).Select(i => ReplicaChooser.Choose(_replicas, Any with { Affinity = Affinity.Of([(byte)i, (byte)(i >> 8)]) })!).ToList();
        favourites.CountBy(r => r.Pod).ShouldAllBe(c => c.Value > 60 && c.Value < 140);

        var choice = Any with { Affinity = 7 };
        var favourite = ReplicaChooser.Choose(_replicas, choice)!;
        Enumerable.Range(0, 20).ShouldAllBe(_ => ReplicaChooser.Choose(_replicas, choice) == favourite);
        favourite.TryEnter();
        favourite.TryEnter();
        var second = ReplicaChooser.Choose(_replicas, choice)!;
        second.ShouldNotBe(favourite);
        Enumerable.Range(0, 20).ShouldAllBe(_ => ReplicaChooser.Choose(_replicas, choice) == second);

        foreach (var replica in _replicas.Where(r => r != favourite))
        {
            replica.TryEnter();
            replica.TryEnter();
        }

        ReplicaChooser.Choose(_replicas, choice).ShouldBe(favourite, "all are as busy");
    }

    [Fact]
    public void Choose_ReplicaThatFailsAgainAndAgain_IsLeftAloneForAWhile_AndTriedByOneCallThen()
    {
        var ill = _replicas[0];
        for (var i = 0; i < ReplicaHealth.Threshold; i++)
        {
            ill.Health.TryAdmit(0).ShouldBeTrue();
            ill.Health.Failed(0);
        }

        var second = TimeSpan.FromSeconds(1).Ticks;
        ReplicaChooser.Choose([ill], Any with { Now = second - 1 }).ShouldBeNull();
        ReplicaChooser.Choose([ill], Any with { Now = second }).ShouldBe(ill);
        ill.Health.TryAdmit(second).ShouldBeTrue();
        ill.Health.TryAdmit(second).ShouldBeFalse("one at a time");
        ill.Health.Failed(second);
        ill.Health.PauseLeft(second).ShouldBe(TimeSpan.FromSeconds(2));
        ill.Health.TryAdmit(3 * second).ShouldBeTrue();
        ill.Health.Succeeded();
        ill.Health.TryAdmit(3 * second).ShouldBeTrue();
        ill.Health.PauseLeft(0).ShouldBe(TimeSpan.Zero);

        for (var i = 0; i < 100; i++)
        {
            ill.Health.Failed(0);
        }

        ill.Health.PauseLeft(0).ShouldBe(TimeSpan.FromSeconds(30));
    }
}
