namespace Modelyard.Storage.Tests;

/// <summary>The trail in a PostgreSQL database.</summary>
public sealed class PostgresTrailTests(PostgresServer server) : TrailTests(new PostgresSource(server));
