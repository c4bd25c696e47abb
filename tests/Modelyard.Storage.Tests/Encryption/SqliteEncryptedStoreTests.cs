namespace Modelyard.Storage.Tests;

/// <summary>Encrypted, a SQLite file does what every store must.</summary>
public sealed class SqliteEncryptedStoreTests() : StoreWatchConformanceTests(new SqliteSource() { Encrypted = new HashSet<string> { Things } });
