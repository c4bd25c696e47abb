using Modelyard.Storage.Tests;

namespace Modelyard.Ledger.Tests;

// Every suite over every database.
public sealed class SqliteApiKeyStoreTests() : ApiKeyStoreTests(new SqliteTestLedger());

public sealed class PostgresApiKeyStoreTests(PostgresServer server) : ApiKeyStoreTests(new PostgresTestLedger(server));

public sealed class SqliteApiKeyDirectoryTests() : ApiKeyDirectoryTests(new SqliteTestLedger());

public sealed class PostgresApiKeyDirectoryTests(PostgresServer server) : ApiKeyDirectoryTests(new PostgresTestLedger(server));

public sealed class SqliteUsageSeriesTests() : UsageSeriesTests(new SqliteTestLedger());

public sealed class PostgresUsageSeriesTests(PostgresServer server) : UsageSeriesTests(new PostgresTestLedger(server));

public sealed class SqliteUsageStoreTests() : UsageStoreTests(new SqliteTestLedger());

public sealed class PostgresUsageStoreTests(PostgresServer server) : UsageStoreTests(new PostgresTestLedger(server));

public sealed class SqliteUsageImporterTests() : UsageImporterTests(new SqliteTestLedger());

public sealed class PostgresUsageImporterTests(PostgresServer server) : UsageImporterTests(new PostgresTestLedger(server));

public sealed class SqliteKilledGatewayTests() : KilledGatewayTests(new SqliteTestLedger());

public sealed class PostgresKilledGatewayTests(PostgresServer server) : KilledGatewayTests(new PostgresTestLedger(server));

public sealed class SqliteMemberTests() : MemberTests(new SqliteTestLedger());

public sealed class PostgresMemberTests(PostgresServer server) : MemberTests(new PostgresTestLedger(server));

public sealed class SqliteServingStoreTests() : ServingStoreTests(new SqliteTestLedger());

public sealed class PostgresServingStoreTests(PostgresServer server) : ServingStoreTests(new PostgresTestLedger(server));

public sealed class SqliteAccountStoreTests() : AccountStoreTests(new SqliteTestLedger());

public sealed class PostgresAccountStoreTests(PostgresServer server) : AccountStoreTests(new PostgresTestLedger(server));

public sealed class SqliteSessionStoreTests() : SessionStoreTests(new SqliteTestLedger());

public sealed class PostgresSessionStoreTests(PostgresServer server) : SessionStoreTests(new PostgresTestLedger(server));
