using Modelyard.Client;

namespace Modelyard.Gateway;

/// <summary>One running copy of a model. Outlives the snapshots it appears in, so that its count of calls does.</summary>
internal sealed class Replica
{
    private readonly Uri[] _urls;
    private int _outstanding;

    public Replica(string pod, ReplicaAddress address)
    {
        Pod = pod;
        Address = address;
        _urls = new Uri[GatewayOperations.ForwardedCount];
        for (var i = 0; i < _urls.Length; i++)
        {
            _urls[i] = new Uri($"http://{address.Authority}{((GatewayOperation)i).ReplicaPath()}");
        }
    }

    /// <summary>The pod's name.</summary>
    public string Pod { get; }

    public ReplicaAddress Address { get; }

    /// <summary>How many calls it is answering.</summary>
    public int Outstanding => Volatile.Read(ref _outstanding);

    public Uri UrlOf(GatewayOperation operation) => _urls[(int)operation];

    public void Enter() => Interlocked.Increment(ref _outstanding);

    public void Leave() => Interlocked.Decrement(ref _outstanding);
}
