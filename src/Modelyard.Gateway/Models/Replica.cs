using System.Collections.Concurrent;
using Modelyard.Client;

namespace Modelyard.Gateway;

/// <summary>One running copy of a model. Outlives the snapshots it appears in, so that its count of calls does.</summary>
internal sealed class Replica
{
    private readonly string _base;
    private readonly ConcurrentDictionary<string, Uri> _urls = new(StringComparer.Ordinal);
    private int _outstanding;

    public Replica(string pod, ReplicaAddress address)
    {
        Pod = pod;
        Address = address;
        _base = $"http://{address.Authority}";
    }

    /// <summary>The pod's name.</summary>
    public string Pod { get; }

    public ReplicaAddress Address { get; }

    /// <summary>How many calls it is answering.</summary>
    public int Outstanding => Volatile.Read(ref _outstanding);

    /// <summary>The URL of one of the few paths that operations have.</summary>
    public Uri UrlOf(string path) => _urls.GetOrAdd(path, static (path, start) => new Uri(start + path), _base);

    public void Enter() => Interlocked.Increment(ref _outstanding);

    public void Leave() => Interlocked.Decrement(ref _outstanding);
}
