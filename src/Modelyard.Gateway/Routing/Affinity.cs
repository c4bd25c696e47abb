using Microsoft.AspNetCore.Http;

namespace Modelyard.Gateway;

/// <summary>Stable numbers for what should stay together.</summary>
internal static class Affinity
{
    private const ulong Prime = 0x100000001b3;
    private const ulong Offset = 0xcbf29ce484222325;

    /// <summary>The session a caller says its call belongs to; null when it says nothing.</summary>
    public static ulong? SessionOf(HttpRequest request, string header, Guid key)
    {
        if (!request.Headers.TryGetValue(header, out var value) || value.Count != 1 || string.IsNullOrEmpty(value[0]))
        {
            return null;
        }

        // Two callers' sessions of the same name are two sessions.
        var hash = Offset ^ (ulong)key.GetHashCode();
        foreach (var c in value[0]!)
        {
            hash = (hash ^ c) * Prime;
        }

        return Mix(hash);
    }

    /// <summary>A place from 0 up to and without 1.</summary>
    public static double PlaceOf(ulong hash) => (hash >> 11) * (1.0 / (1ul << 53));

    /// <summary>How well <paramref name="member"/> suits <paramref name="hash"/>: of any set of members one is the best, and it stays so when others come and go.</summary>
    public static ulong Suits(ulong hash, ulong member) => Mix(hash ^ Mix(member));

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = Offset;
        foreach (var b in bytes)
        {
            hash = (hash ^ b) * Prime;
        }

        return Mix(hash);
    }

    // As in SplitMix64: every bit of the input changes half of the output's.
    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
        x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
        return x ^ (x >> 31);
    }
}
