namespace Modelyard.Storage.Tests;

/// <summary>Lists by terms from PostgreSQL.</summary>
public sealed class PostgresTermsTests(PostgresServer server) : StoreTermsTests(new PostgresSource(server));
