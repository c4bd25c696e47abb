namespace Modelyard.Storage.Tests;

/// <summary>PostgreSQL does what every store must.</summary>
public sealed class PostgresStoreTests(PostgresServer server) : StoreWatchConformanceTests(new PostgresSource(server));
