namespace Modelyard.Storage.Tests;

/// <summary>Two stores, as in two processes, on one PostgreSQL database.</summary>
public sealed class PostgresLinearizabilityTests(PostgresServer server) : StoreLinearizabilityTests(new PostgresSource(server));
