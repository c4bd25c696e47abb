namespace Modelyard.Storage.Tests;

/// <summary>Encrypted, a PostgreSQL database does what every store must.</summary>
public sealed class PostgresEncryptedStoreTests(PostgresServer server) : StoreWatchConformanceTests(new PostgresSource(server) { Encrypted = new HashSet<string> { Things } });
