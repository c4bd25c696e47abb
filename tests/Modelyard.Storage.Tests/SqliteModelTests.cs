namespace Modelyard.Storage.Tests;

/// <summary>SQLite answers as the model does.</summary>
public sealed class SqliteModelTests() : StoreModelTests(new SqliteSource());
