using System.Net;
using Modelyard.Tests.Testing;
using Modelyard.WebConsole;

namespace Modelyard.Tests.WebConsole;

/// <summary>Addresses that guess have to wait, and only those.</summary>
public sealed class AddressThrottleTests
{
    private readonly ManualTime _time = new();
    private readonly AddressThrottle _throttle;

    public AddressThrottleTests() => _throttle = new AddressThrottle(_time);

    [Fact]
    public void TenWrongOnes_MakeTheAddressWait_LongerEachTime()
    {
        var guesser = IPAddress.Parse("192.0.2.1");
        Blame(guesser, 9);
        _throttle.Begin(guesser).Dispose();
        Blame(guesser, 1);
        WaitOf(guesser).ShouldBe(TimeSpan.FromSeconds(1));
        Blame(guesser, 3);
        WaitOf(guesser).ShouldBe(TimeSpan.FromSeconds(8));
        Blame(guesser, 100);
        WaitOf(guesser).ShouldBe(TimeSpan.FromMinutes(1));
        _throttle.Begin(IPAddress.Parse("192.0.2.2")).Dispose();
        _time.Advance(TimeSpan.FromMinutes(1));
        _throttle.Begin(guesser).Dispose();
    }

    [Fact]
    public void ARightOne_OrTime_MakesForgotten()
    {
        var address = IPAddress.Parse("192.0.2.1");
        Blame(address, 12);
        _throttle.Forgive(address);
        _throttle.Begin(address).Dispose();
        Blame(address, 12);
        _time.Advance(TimeSpan.FromMinutes(15));
        Blame(address, 1);
        _throttle.Begin(address).Dispose();
    }

    [Fact]
    public void ManyAtOnce_AreNotLookedAt_BeforeItIsKnownThatTheFirstAreWrong()
    {
        var guesser = IPAddress.Parse("192.0.2.1");
        var begun = Enumerable.Range(0, 10).Select(_ => _throttle.Begin(guesser)).ToList();
        WaitOf(guesser).ShouldBe(TimeSpan.FromSeconds(1));
        _throttle.Begin(IPAddress.Parse("192.0.2.2")).Dispose();
        begun.ForEach(b => b.Dispose());
        Blame(guesser, 9);
        using (_throttle.Begin(guesser))
        {
            WaitOf(guesser).ShouldBe(TimeSpan.FromSeconds(1));
        }

        _throttle.Begin(guesser).Dispose();
    }

    [Fact]
    public void NeighboursOfIPv6_AreOne()
    {
        for (var i = 0; i < 11; i++)
        {
            _throttle.Blame(IPAddress.Parse($"2001:db8::{i:x}"));
        }

        WaitOf(IPAddress.Parse("2001:db8::ffff")).ShouldBe(TimeSpan.FromSeconds(2));
        _throttle.Begin(IPAddress.Parse("2001:db8:0:1::1")).Dispose();
    }

    [Fact]
    public void ManyAddresses_PushOutTheOldest_NotTheMemory()
    {
        for (var i = 0; i < 12_000; i++)
        {
            _throttle.Blame(new IPAddress(i));
        }

        Blame(new IPAddress(11_999), 10);
        WaitOf(new IPAddress(11_999)).ShouldBeGreaterThan(TimeSpan.Zero);
    }

    private void Blame(IPAddress address, int times)
    {
        for (var i = 0; i < times; i++)
        {
            _throttle.Blame(address);
        }
    }

    private TimeSpan WaitOf(IPAddress address)
    {
        var refusal = Should.Throw<RefusedException>(() => _throttle.Begin(address)).Refusal;
        refusal.Status.ShouldBe(429);
        return refusal.RetryAfter!.Value;
    }
}
