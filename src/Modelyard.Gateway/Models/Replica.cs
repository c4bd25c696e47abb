using System.Collections.Concurrent;
using Modelyard.Client;

namespace Modelyard.Gateway;

/// <summary>One running copy of a model, or the service elsewhere that has it. Outlives the snapshots it appears in, so that what is known of it does.</summary>
internal sealed class Replica
{
    // What a replica behind a socket is called; its authority is of use only to find its connections.
    private const string LocalHost = "localhost";

    private readonly string _base;
    private readonly ConcurrentDictionary<string, Uri> _urls = new(StringComparer.Ordinal);
    private int _outstanding;

    public Replica(string pod, ReplicaAddress address)
        : this(pod, $"http://{address.Authority}", address.ToString()) =>
        (SocketPath, Host) = (address.SocketPath, address.SocketPath is null ? null : LocalHost);

    private Replica(string pod, string url, string address)
    {
        (Pod, _base, Address) = (pod, url, address);
        Hash = Affinity.Of(System.Text.Encoding.UTF8.GetBytes(pod));
    }

    /// <summary>The pod's name.</summary>
    public string Pod { get; }

    /// <summary>Where it is, for logs.</summary>
    public string Address { get; }

    /// <summary>The file of its socket; null when it has none.</summary>
    public string? SocketPath { get; }

    /// <summary>What it is called in requests; null for what its URL says.</summary>
    public string? Host { get; }

    /// <summary>The header it wants to be shown; null for none.</summary>
    public string? Authorization { get; private init; }

    /// <summary>A service elsewhere.</summary>
    public static Replica External(string name, string url, string? key) =>
        new(name, url.TrimEnd('/'), url) { Authorization = key is null ? null : $"Bearer {key}" };

    /// <summary>Tells it apart from others, the same way in every gateway.</summary>
    public ulong Hash { get; }

    public ReplicaHealth Health { get; } = new();

    /// <summary>How many calls it is answering.</summary>
    public int Outstanding => Volatile.Read(ref _outstanding);

    /// <summary>The URL of one of the few paths that operations have.</summary>
    public Uri UrlOf(string path) => _urls.GetOrAdd(path, static (path, start) => new Uri(start + path), _base);

    /// <summary>Counts a call in, unless it has <paramref name="most"/> already.</summary>
    public bool TryEnter(int most = int.MaxValue)
    {
        if (most == int.MaxValue)
        {
            Interlocked.Increment(ref _outstanding);
            return true;
        }

        var known = Outstanding;
        while (known < most)
        {
            var seen = Interlocked.CompareExchange(ref _outstanding, known + 1, known);
            if (seen == known)
            {
                return true;
            }

            known = seen;
        }

        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _outstanding);
}
