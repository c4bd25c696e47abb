namespace Modelyard.Storage.Postgres;

/// <summary>The log in a PostgreSQL database.</summary>
internal sealed class PostgresLog(
    PostgresDatabase database, PostgresReader reader, PostgresAppender appender, LogFollower follower, PostgresListener listener) : ILogDatabase
{
    public string Name => database.Name;

    public ILogReader Reader => reader;

    public ILogAppender Appender => appender;

    public async ValueTask DisposeAsync()
    {
        await listener.DisposeAsync();
        await follower.DisposeAsync();
        appender.Dispose();
        await database.Source.DisposeAsync();
    }
}
