using Npgsql;

namespace Modelyard.Storage.Postgres;

/// <summary>The store in a PostgreSQL database, which any number of processes may have open.</summary>
public static class PostgresResourceStore
{
    /// <summary>Connects, and creates or migrates the tables when they are absent or of an older release.</summary>
    /// <exception cref="StoreUnusableException">Access denied, or a database of another program or of a newer release.</exception>
    /// <exception cref="StoreUnavailableException">Not reachable.</exception>
    public static async Task<IResourceStore> OpenAsync(PostgresStoreOptions options, CancellationToken cancellationToken)
    {
        var source = Connect(options.Address, options.Timeout);
        try
        {
            await PostgresSchema.PrepareAsync(source, options.Address.Name, options.Terms, cancellationToken);
            var database = new PostgresDatabase(source, options.Address.Name);
            if (options.Trail is { } trail)
            {
                await PostgresTrail.BindAsync(database, trail, cancellationToken);
            }

            var log = new PostgresLog(database, new PostgresAppender(database, options.Timeout));
            var opened = SealingDatabase.Over(log, log.Sealed, options.Encryption);
            var head = await opened.Reader.ReadHeadAsync(cancellationToken);
            var feed = new LogFeed(head.Revision, options.WatchCapacity, options.Time);
            log.Follow(opened.Reader, feed, options);
            return new ResourceLog(opened, feed, options.Trail, options.Terms, options.Time);
        }
        catch (Exception error)
        {
            await source.DisposeAsync();
            if (PostgresErrors.IsFault(error))
            {
                throw PostgresErrors.Translate(error, options.Address.Name);
            }

            throw;
        }
    }

    internal static NpgsqlDataSource Connect(PostgresAddress address, TimeSpan timeout)
    {
        var seconds = Math.Max(1, (int)timeout.TotalSeconds);
        var settings = new NpgsqlConnectionStringBuilder(address.ConnectionString)
        {
            Timeout = seconds,
            CommandTimeout = seconds,
            KeepAlive = seconds,
            MaxAutoPrepare = 20,
            AutoPrepareMinUsages = 2,
            IncludeErrorDetail = false,
        };
        return NpgsqlDataSource.Create(settings);
    }
}
