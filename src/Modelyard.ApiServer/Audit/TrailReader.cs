using Modelyard.Storage;
using Modelyard.Storage.Postgres;
using Modelyard.Storage.Sqlite;

namespace Modelyard.ApiServer;

/// <summary>Reads the audit trail beside the store that is written to, so that no write waits for who reads it.</summary>
internal sealed class TrailReader(ApiServerOptions options)
{
    public async Task<ITrailSnapshot> OpenAsync(CancellationToken cancellationToken) => options.Database is { } database
        ? await PostgresTrailSnapshot.OpenAsync(database, cancellationToken)
        : SqliteTrailSnapshot.Open(options.DatabasePath);
}
