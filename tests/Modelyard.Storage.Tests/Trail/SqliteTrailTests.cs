namespace Modelyard.Storage.Tests;

/// <summary>The trail in a SQLite file.</summary>
public sealed class SqliteTrailTests() : TrailTests(new SqliteSource());
