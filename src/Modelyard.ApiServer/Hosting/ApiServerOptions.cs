using Modelyard.Api;
using Modelyard.Storage.Postgres;

namespace Modelyard.ApiServer;

/// <summary>Where the API server keeps its state and where it listens.</summary>
public sealed record ApiServerOptions
{
    private Storage.TrailKey? _auditKey;
    private Storage.DocumentEncryption? _encryption;

    /// <summary>Folder for the resources unless they are in <see cref="Database"/>, the certificate authority and the administrator's kubeconfig.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The PostgreSQL database that resources are kept in; null for a SQLite file in the data folder.</summary>
    public PostgresAddress? Database { get; init; }

    /// <summary>The HTTPS port on loopback; 0 for any free one.</summary>
    public int Port { get; init; } = 6443;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The kinds served.</summary>
    public IReadOnlyList<Api.KindDescriptor> Kinds { get; init; } = Api.KindRegistry.BuiltIn;

    /// <summary>Kinds of questions that somebody answers: <see cref="ApiServerHost.Questions"/>.</summary>
    public IReadOnlyList<KindDescriptor> Questions { get; init; } = [];

    /// <summary>The ledger, served as <c>ledger.modelyard.dev</c>; null when there is none.</summary>
    public ServedLedger? Ledger { get; init; }

    /// <summary>How many requests of one user are worked on at once; watches and logs do not count.</summary>
    public int MaxRequestsInFlight { get; init; } = 400;

    /// <summary>How long audit records are kept; null for ever.</summary>
    public TimeSpan? AuditRetention { get; init; }

    /// <summary>The file of the audit trail's key; null for one in the data folder.</summary>
    public string? AuditKeyFile { get; init; }

    /// <summary>The resources that are encrypted before they get to the database, as <c>secrets</c> or <c>widgets.example.com</c>.</summary>
    public IReadOnlyList<string> EncryptedResources { get; init; } = ["secrets"];

    /// <summary>The file of the keys for that; null for one in the data folder.</summary>
    public string? EncryptionKeyFile { get; init; }

    internal string PkiDirectory => Path.Combine(DataDirectory, "pki");

    internal string DatabasePath => Path.Combine(DataDirectory, "resources.db");

    /// <summary>The key of the audit trail; made when there is none.</summary>
    internal Storage.TrailKey AuditKey => _auditKey ??= Storage.TrailKey.OpenOrCreate(AuditKeyFile ?? Path.Combine(PkiDirectory, "audit.key"));

    internal Storage.DocumentEncryption Encryption => _encryption ??= new Storage.DocumentEncryption(
        new Storage.DocumentKeyRing(EncryptionKeyFile ?? Path.Combine(DataDirectory, "encryption.key")),
        EncryptedResources.Select(KindNames.Collection).ToHashSet(StringComparer.Ordinal));

    internal string KubeconfigPath => Path.Combine(DataDirectory, "kubeconfig");
}
