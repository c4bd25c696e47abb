using System.Net;
using System.Net.Sockets;
using Modelyard.Api;

namespace Modelyard.WebConsole;

/// <summary>Makes an address wait that has sent many wrong passwords, whoever's they were meant to be: longer with each, and forgotten with time.</summary>
internal sealed class AddressThrottle(TimeProvider time)
{
    private const int Free = 10;
    private const int MostAddresses = 10_000;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(15);

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, Record> _records = [];
    private readonly Dictionary<IPAddress, int> _underWay = [];

    public static RefusedException TooMany(TimeSpan wait) => new(new Refusal(
        429, StatusReason.TooManyRequests, $"Too many attempts to sign in. Try again in {Math.Max(1, Math.Ceiling(wait.TotalSeconds)):0} s.", wait));

    /// <summary>Lets a password from there be looked at, until what is returned is disposed.</summary>
    /// <exception cref="RefusedException">It has to wait, or would have to if all that are being looked at were wrong: who tries many at once gets no more of them.</exception>
    public IDisposable Begin(IPAddress? address)
    {
        var key = Key(address);
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var record = _records.GetValueOrDefault(key);
            if (record.Until - now is { Ticks: > 0 } wait)
            {
                throw TooMany(wait);
            }

            var underWay = _underWay.GetValueOrDefault(key);
            var failures = now - record.Last < Memory ? record.Failures : 0;
            if (underWay > 0 && failures + underWay >= Free)
            {
                throw TooMany(FirstWait);
            }

            _underWay[key] = underWay + 1;
            return new Attempt(this, key);
        }
    }

    /// <summary>A wrong password came from there.</summary>
    public void Blame(IPAddress? address)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var key = Key(address);
            var failures = _records.TryGetValue(key, out var record) && now - record.Last < Memory ? record.Failures + 1 : 1;
            if (record.Failures == 0 && _records.Count >= MostAddresses)
            {
                Forget(now);
            }

            _records[key] = new Record(failures, now, now + WaitAfter(failures));
        }
    }

    /// <summary>A right one came from there.</summary>
    public void Forgive(IPAddress? address)
    {
        lock (_gate)
        {
            _records.Remove(Key(address));
        }
    }

    private void End(IPAddress key)
    {
        lock (_gate)
        {
            if (--_underWay[key] == 0)
            {
                _underWay.Remove(key);
            }
        }
    }

    private static TimeSpan WaitAfter(int failures) =>
        failures < Free ? TimeSpan.Zero : TimeSpan.FromTicks((long)Math.Min(LongestWait.Ticks, FirstWait.Ticks * Math.Pow(2, failures - Free)));

    // Who has one address of IPv6 has the 2^64 beside it.
    private static IPAddress Key(IPAddress? address)
    {
        if (address is null || address.IsIPv4MappedToIPv6)
        {
            return address?.MapToIPv4() ?? IPAddress.None;
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress([.. address.GetAddressBytes().AsSpan(0, 8), .. new byte[8]]) : address;
    }

    // Those that are forgotten anyway; when there are none, those that have waited longest.
    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, _) in _records.Where(r => now - r.Value.Last >= Memory).Concat(_records.OrderBy(r => r.Value.Last).Take(MostAddresses / 10)).ToList())
        {
            _records.Remove(key);
        }
    }

    private sealed class Attempt(AddressThrottle throttle, IPAddress key) : IDisposable
    {
        public void Dispose() => throttle.End(key);
    }

    private readonly record struct Record(int Failures, DateTimeOffset Last, DateTimeOffset Until);
}
