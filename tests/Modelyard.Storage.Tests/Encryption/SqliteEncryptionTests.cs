namespace Modelyard.Storage.Tests;

/// <summary>Encrypted documents in a SQLite file.</summary>
public sealed class SqliteEncryptionTests() : EncryptionTests(new SqliteSource());
