namespace Modelyard.Storage.Tests;

/// <summary>Lists by terms from SQLite.</summary>
public sealed class SqliteTermsTests() : StoreTermsTests(new SqliteSource());
