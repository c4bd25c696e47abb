namespace Modelyard.Storage.Postgres;

/// <summary>The log in a PostgreSQL database.</summary>
internal sealed class PostgresLog(PostgresDatabase database, PostgresAppender appender) : ILogDatabase
{
    private LogFollower? _follower;
    private PostgresListener? _listener;

    public string Name => database.Name;

    public ILogReader Reader { get; } = new PostgresReader(database);

    public ILogAppender Appender => appender;

    public ISealedRows Sealed { get; } = new PostgresSealedRows(database, appender);

    /// <summary>Begins to tell <paramref name="feed"/> what other processes write.</summary>
    public void Follow(ILogReader reader, LogFeed feed, PostgresStoreOptions options)
    {
        _follower = new LogFollower(reader, feed, options.PollInterval, options.Time);
        _listener = new PostgresListener(database, feed, appender, options.Time);
    }

    public async ValueTask DisposeAsync()
    {
        await (_listener?.DisposeAsync() ?? default);
        await (_follower?.DisposeAsync() ?? default);
        appender.Dispose();
        await database.Source.DisposeAsync();
    }
}
