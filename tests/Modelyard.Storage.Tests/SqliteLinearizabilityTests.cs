namespace Modelyard.Storage.Tests;

/// <summary>One process on SQLite.</summary>
public sealed class SqliteLinearizabilityTests() : StoreLinearizabilityTests(new SqliteSource());
