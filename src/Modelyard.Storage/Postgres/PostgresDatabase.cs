using Npgsql;

namespace Modelyard.Storage.Postgres;

/// <summary>The connections to one database, and what it is called in messages.</summary>
internal sealed record PostgresDatabase(NpgsqlDataSource Source, string Name)
{
    public StoreException Translate(Exception error) => PostgresErrors.Translate(error, Name);
}
