namespace Modelyard.Storage.Tests;

/// <summary>Encrypted documents in a PostgreSQL database.</summary>
public sealed class PostgresEncryptionTests(PostgresServer server) : EncryptionTests(new PostgresSource(server));
