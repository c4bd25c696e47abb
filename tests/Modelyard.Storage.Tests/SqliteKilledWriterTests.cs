namespace Modelyard.Storage.Tests;

/// <summary>SQLite after its only process was killed.</summary>
public sealed class SqliteKilledWriterTests() : KilledWriterTests(new SqliteSource());
