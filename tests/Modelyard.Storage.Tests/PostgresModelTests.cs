namespace Modelyard.Storage.Tests;

/// <summary>PostgreSQL answers as the model does.</summary>
public sealed class PostgresModelTests(PostgresServer server) : StoreModelTests(new PostgresSource(server));
