using Modelyard.Client;

namespace Modelyard.Gateway.Tests;

public sealed class ReplicaChooserTests
{
    private readonly Replica[] _replicas = [.. Enumerable.Range(1, 4).Select(i => new Replica($"pod-{i}", ReplicaAddress.Loopback(i)))];

    [Fact]
    public void Choose_OneLessBusy_IsThatOne()
    {
        foreach (var busy in (Replica[])[_replicas[0], _replicas[1], _replicas[1], _replicas[3]])
        {
            busy.Enter();
        }

        for (var i = 0; i < 20; i++)
        {
            ReplicaChooser.Choose(_replicas).ShouldBe(_replicas[2]);
        }

        _replicas[3].Leave();
        Enumerable.Range(0, 200).Select(_ => ReplicaChooser.Choose(_replicas)).Distinct().ShouldBe([_replicas[2], _replicas[3]], ignoreOrder: true);
    }

    [Fact]
    public void Choose_AllEqual_SpreadsOverAll()
    {
        var chosen = Enumerable.Range(0, 4000).Select(_ => ReplicaChooser.Choose(_replicas)).CountBy(r => r!.Pod).ToDictionary();

        // Four standard deviations of a fair choice are 110.
        chosen.Count.ShouldBe(4);
        chosen.Values.ShouldAllBe(count => count > 850 && count < 1150);
    }

    [Fact]
    public void Choose_Except_NeverTakesThatOne()
    {
        ReplicaChooser.Choose(_replicas[..1], except: _replicas[0]).ShouldBeNull();
        ReplicaChooser.Choose([]).ShouldBeNull();
        Enumerable.Range(0, 200).Select(_ => ReplicaChooser.Choose(_replicas, except: _replicas[1])).ShouldNotContain(_replicas[1]);
    }
}
