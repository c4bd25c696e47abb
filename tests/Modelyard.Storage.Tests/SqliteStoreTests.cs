namespace Modelyard.Storage.Tests;

/// <summary>SQLite does what every store must.</summary>
public sealed class SqliteStoreTests() : StoreWatchConformanceTests(new SqliteSource());
