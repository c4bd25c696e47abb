using System.Net;

namespace Modelyard.Gateway;

/// <summary>How the gateway listens and how patient it is.</summary>
public sealed class GatewayOptions
{
    /// <summary>Where to listen, in plain HTTP. Port 0 takes any free one.</summary>
    public IPEndPoint Listen { get; set; } = new(IPAddress.Loopback, 8080);

    /// <summary>Where to listen for callers outside as well; null for nowhere.</summary>
    public ExternalListener? External { get; set; }

    /// <summary>The largest request body taken; larger ones are answered with 413.</summary>
    public int MaxRequestBytes { get; set; } = 50 * 1024 * 1024;

    /// <summary>How long a replica may take to accept a connection.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a replica may take to begin its answer. An answer that is not streamed begins when it is complete.</summary>
    public TimeSpan FirstByteTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a replica may be silent in the middle of an answer.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>What callers are told to wait before they ask again for a model that has no ready replica.</summary>
    public TimeSpan NotReadyRetryAfter { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How many tokens are reserved for an answer whose length the client does not bound. What it really had is settled after.</summary>
    public long UnstatedOutputTokens { get; set; } = 256;

    /// <summary>What becomes of calls while the ledger of shared limits does not answer.</summary>
    public LimitsFailureMode LimitsFailureMode { get; set; }

    /// <summary>How often it is looked up what other gateways on the same ledger have spent; null when there are none.</summary>
    public TimeSpan? BudgetRefreshInterval { get; set; }

    /// <summary>How often keys made or revoked by other processes are looked for.</summary>
    public TimeSpan KeyRefreshInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often the last use of keys is written down.</summary>
    public TimeSpan KeyUseInterval { get; set; } = TimeSpan.FromSeconds(15);
}
