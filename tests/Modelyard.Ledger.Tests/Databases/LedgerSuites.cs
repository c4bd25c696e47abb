using Modelyard.Storage.Tests;

namespace Modelyard.Ledger.Tests;

// Every suite over every database.
public sealed class SqliteApiKeyStoreTests() : ApiKeyStoreTests(new SqliteTestLedger());

public sealed class PostgresApiKeyStoreTests(PostgresServer server) : ApiKeyStoreTests(new PostgresTestLedger(server));

public sealed class SqliteApiKeyDirectoryTests() : ApiKeyDirectoryTests(new SqliteTestLedger());

public sealed class PostgresApiKeyDirectoryTests(PostgresServer server) : ApiKeyDirectoryTests(new PostgresTestLedger(server));
