using Modelyard.Gateway;
using Modelyard.Ledger;

namespace Modelyard;

/// <summary>How one installation is started.</summary>
/// <param name="Data">Where its state is.</param>
/// <param name="Ports">Where it listens.</param>
/// <param name="DeployDemo">Whether the first start deploys the demo model.</param>
/// <param name="Database">Where resources are kept; null for a file in the data folder.</param>
/// <param name="AuditRetention">How long audit records are kept; zero for ever.</param>
/// <param name="NodeName">Name of this machine's Node; null for the host's name.</param>
internal sealed record ControlPlaneOptions(
    DataDirectory Data, Ports Ports, bool DeployDemo, DatabaseUrl? Database, TimeSpan AuditRetention, string? NodeName)
{
    /// <summary>The file of the audit trail's key; null for one in the data folder.</summary>
    public string? AuditKeyFile { get; init; }

    /// <summary>How long records of single requests are kept; zero for ever.</summary>
    public TimeSpan UsageRetention { get; init; } = DefaultUsageRetention;

    /// <summary>The file of the secret that the hashes of API keys are made with; null for one in the data folder.</summary>
    public string? PepperFile { get; init; }

    /// <summary>The file of the encryption keys; null for one in the data folder.</summary>
    public string? EncryptionKeyFile { get; init; }

    /// <summary>What is encrypted beside secrets, e.g. <c>configmaps</c>.</summary>
    public IReadOnlyList<string> AlsoEncrypted { get; init; } = [];

    /// <summary>Whether model files are encrypted.</summary>
    public bool EncryptModelFiles { get; init; }

    /// <summary>Where in memory engines read encrypted models; null for the usual place.</summary>
    public string? ModelMemoryFolder { get; init; }

    /// <summary>Where published endpoints are served to callers outside; null for nowhere.</summary>
    public ExternalAddress? External { get; init; }

    /// <summary>Where browsers on other machines reach the console; null for nowhere.</summary>
    public ConsoleAddress? PublishedConsole { get; init; }

    /// <summary>What becomes of calls while the ledger of limits that several gateways share does not answer.</summary>
    public LimitsFailureMode LimitsFailureMode { get; init; }

    /// <summary>How long people stay signed in to the console.</summary>
    public SessionOptions Sessions { get; init; } = new();

    public static readonly TimeSpan DefaultAuditRetention = TimeSpan.FromDays(90);

    public static readonly TimeSpan DefaultUsageRetention = TimeSpan.FromDays(90);
}
