using Modelyard.Storage.Postgres;

namespace Modelyard.ApiServer;

/// <summary>Where the API server keeps its state and where it listens.</summary>
public sealed record ApiServerOptions
{
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

    /// <summary>The ledger of API keys, served as <c>apikeys.ledger.modelyard.dev</c>; null when there is none.</summary>
    public Ledger.ApiKeyStore? ApiKeys { get; init; }

    /// <summary>How many requests of one user are worked on at once; watches and logs do not count.</summary>
    public int MaxRequestsInFlight { get; init; } = 400;

    internal string PkiDirectory => Path.Combine(DataDirectory, "pki");

    internal string DatabasePath => Path.Combine(DataDirectory, "resources.db");

    internal string KubeconfigPath => Path.Combine(DataDirectory, "kubeconfig");
}
