namespace Modelyard.Storage.Tests;

/// <summary>PostgreSQL after one of its clients was killed, perhaps while it held the lock that all writers need.</summary>
public sealed class PostgresKilledWriterTests(PostgresServer server) : KilledWriterTests(new PostgresSource(server));
