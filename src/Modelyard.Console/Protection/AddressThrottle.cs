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

    public static RefusedException TooMany(TimeSpan wait) => new(new Refusal(
        429, StatusReason.TooManyRequests, $"Too many attempts to sign in. Try again in {Math.Max(1, Math.Ceiling(wait.TotalSeconds)):0} s.", wait));

    /// <exception cref="RefusedException">It has to wait.</exception>
    public void Require(IPAddress? address)
    {
        lock (_gate)
        {
            if (_records.TryGetValue(Key(address), out var record) && record.Until - time.GetUtcNow() is { Ticks: > 0 } wait)
            {
                throw TooMany(wait);
            }
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

    private readonly record struct Record(int Failures, DateTimeOffset Last, DateTimeOffset Until);
}
