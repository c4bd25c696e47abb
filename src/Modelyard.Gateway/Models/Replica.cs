using System.Collections.Concurrent;
using Modelyard.Client;

namespace Modelyard.Gateway;

/// <summary>One running copy of a model. Outlives the snapshots it appears in, so that what is known of it does.</summary>
internal sealed class Replica(string pod, ReplicaAddress address)
{
    private readonly string _base = $"http://{address.Authority}";
    private readonly ConcurrentDictionary<string, Uri> _urls = new(StringComparer.Ordinal);
    private int _outstanding;

    /// <summary>The pod's name.</summary>
    public string Pod => pod;

    public ReplicaAddress Address => address;

    /// <summary>Tells it apart from others, the same way in every gateway.</summary>
    public ulong Hash { get; } = Affinity.Of(System.Text.Encoding.UTF8.GetBytes(pod));

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
