using Microsoft.Data.Sqlite;

namespace Modelyard.Ledger;

/// <summary>The tables of a SQLite ledger, as the steps that build them. A step that was released is never edited: add the next one.</summary>
internal static class SqliteSchema
{
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE settings (
            name  TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT;

        -- The last revision given out, per ledger. Not the maximum over the rows, which would fall when rows are pruned.
        CREATE TABLE revisions (
            ledger   TEXT PRIMARY KEY,
            revision INTEGER NOT NULL
        ) STRICT;
        INSERT INTO revisions (ledger, revision) VALUES ('api_keys', 0);

        CREATE TABLE api_keys (
            id               TEXT PRIMARY KEY,
            revision         INTEGER NOT NULL,
            namespace        TEXT NOT NULL,
            name             TEXT NOT NULL,
            prefix           TEXT NOT NULL,
            hash             BLOB NOT NULL UNIQUE,
            scope_namespaces TEXT NOT NULL,
            scope_models     TEXT NOT NULL,
            created_at       INTEGER NOT NULL,
            expires_at       INTEGER,
            revoked_at       INTEGER,
            last_used_at     INTEGER
        ) STRICT;
        CREATE INDEX api_keys_by_revision ON api_keys (revision);
        -- A name can be used again once its key is revoked.
        CREATE UNIQUE INDEX api_keys_by_name ON api_keys (namespace, name) WHERE revoked_at IS NULL;
        """,
        """
        ALTER TABLE settings RENAME TO ledger_settings;
        ALTER TABLE revisions RENAME TO ledger_revisions;
        ALTER TABLE api_keys RENAME TO ledger_api_keys;
        -- It was always the key's own namespace. What a key can reach beyond that, the owners of deployments say.
        ALTER TABLE ledger_api_keys DROP COLUMN scope_namespaces;
        ALTER TABLE ledger_api_keys RENAME COLUMN scope_models TO scope_deployments;
        ALTER TABLE ledger_api_keys ADD COLUMN scope_endpoints TEXT NOT NULL DEFAULT '[]';
        ALTER TABLE ledger_api_keys ADD COLUMN permissions INTEGER NOT NULL DEFAULT 3;
        ALTER TABLE ledger_api_keys ADD COLUMN user_name TEXT;
        ALTER TABLE ledger_api_keys ADD COLUMN service_account TEXT;
        ALTER TABLE ledger_api_keys ADD COLUMN limits TEXT;
        ALTER TABLE ledger_api_keys ADD COLUMN budget TEXT;
        ALTER TABLE ledger_api_keys ADD COLUMN labels TEXT NOT NULL DEFAULT '{}';
        ALTER TABLE ledger_api_keys ADD COLUMN rotated_from TEXT;
        ALTER TABLE ledger_api_keys ADD COLUMN replaced_by TEXT;
        """,
        """
        INSERT INTO ledger_revisions (ledger, revision) VALUES ('members', 0);
        CREATE TABLE ledger_members (
            id         TEXT PRIMARY KEY,
            revision   INTEGER NOT NULL,
            namespace  TEXT NOT NULL,
            name       TEXT NOT NULL,
            user_name  TEXT NOT NULL,
            role       TEXT NOT NULL,
            limits     TEXT,
            document   TEXT NOT NULL,
            deleted_at INTEGER
        ) STRICT;
        CREATE INDEX ledger_members_by_revision ON ledger_members (revision);
        CREATE UNIQUE INDEX ledger_members_by_name ON ledger_members (namespace, name) WHERE deleted_at IS NULL;
        CREATE UNIQUE INDEX ledger_members_by_user ON ledger_members (namespace, user_name) WHERE deleted_at IS NULL;

        CREATE TABLE ledger_usage (
            at                   INTEGER NOT NULL,
            id                   TEXT NOT NULL,
            request_id           TEXT NOT NULL,
            organization         TEXT,
            project              TEXT NOT NULL,
            user_name            TEXT,
            key_id               TEXT NOT NULL,
            key_name             TEXT NOT NULL,
            deployment_namespace TEXT NOT NULL,
            deployment           TEXT NOT NULL,
            endpoint             TEXT,
            operation            TEXT NOT NULL,
            streamed             INTEGER NOT NULL,
            status               INTEGER NOT NULL,
            state                TEXT NOT NULL,
            input_tokens         INTEGER NOT NULL,
            cached_input_tokens  INTEGER NOT NULL,
            output_tokens        INTEGER NOT NULL,
            images               INTEGER NOT NULL,
            cost_nanos           INTEGER NOT NULL,
            currency             TEXT,
            price_in             INTEGER,
            price_cached         INTEGER,
            price_out            INTEGER,
            per_request          INTEGER,
            per_image            INTEGER,
            duration_ms          INTEGER NOT NULL,
            first_token_ms       INTEGER,
            cache_hit            INTEGER NOT NULL,
            PRIMARY KEY (at, id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX ledger_usage_by_project ON ledger_usage (project, at, id);

        -- What is absent is empty here: a key that is null equals no other.
        CREATE TABLE ledger_usage_daily (
            day                  INTEGER NOT NULL,   -- days since 1970
            organization         TEXT NOT NULL,
            project              TEXT NOT NULL,
            user_name            TEXT NOT NULL,
            key_id               TEXT NOT NULL,
            key_name             TEXT NOT NULL,
            deployment_namespace TEXT NOT NULL,
            deployment           TEXT NOT NULL,
            currency             TEXT NOT NULL,
            requests             INTEGER NOT NULL,
            errors               INTEGER NOT NULL,
            input_tokens         INTEGER NOT NULL,
            cached_input_tokens  INTEGER NOT NULL,
            output_tokens        INTEGER NOT NULL,
            images               INTEGER NOT NULL,
            cost_nanos           INTEGER NOT NULL,
            PRIMARY KEY (day, organization, project, user_name, key_id, key_name, deployment_namespace, deployment, currency)
        ) STRICT, WITHOUT ROWID;
        """,
        "ALTER TABLE ledger_usage_daily ADD COLUMN cache_hits INTEGER NOT NULL DEFAULT 0;",
        """
        -- What a service served from a moment on, until the next record of it.
        CREATE TABLE ledger_serving (
            id       TEXT PRIMARY KEY,
            project  TEXT NOT NULL,
            service  TEXT NOT NULL,
            at       INTEGER NOT NULL,
            until    INTEGER,
            document TEXT NOT NULL
        ) STRICT;
        CREATE INDEX ledger_serving_by_time ON ledger_serving (at, id);
        CREATE INDEX ledger_serving_by_project ON ledger_serving (project, at, id);
        CREATE UNIQUE INDEX ledger_serving_now ON ledger_serving (project, service) WHERE until IS NULL;
        """,
        """
        -- Sums by minute. What is absent is empty here: a key that is null equals no other.
        CREATE TABLE ledger_usage_minutes (
            minute               INTEGER NOT NULL,   -- minutes since 1970
            organization         TEXT NOT NULL,
            project              TEXT NOT NULL,
            deployment_namespace TEXT NOT NULL,
            deployment           TEXT NOT NULL,
            currency             TEXT NOT NULL,
            requests             INTEGER NOT NULL,
            errors               INTEGER NOT NULL,
            rate_limited         INTEGER NOT NULL,
            input_tokens         INTEGER NOT NULL,
            cached_input_tokens  INTEGER NOT NULL,
            output_tokens        INTEGER NOT NULL,
            cost_nanos           INTEGER NOT NULL,
            PRIMARY KEY (minute, organization, project, deployment_namespace, deployment, currency)
        ) STRICT, WITHOUT ROWID;

        -- How many calls of a minute took how long, in bins that grow by a tenth each.
        CREATE TABLE ledger_usage_spread (
            minute               INTEGER NOT NULL,
            organization         TEXT NOT NULL,
            project              TEXT NOT NULL,
            deployment_namespace TEXT NOT NULL,
            deployment           TEXT NOT NULL,
            measure              INTEGER NOT NULL,   -- 0: whole answers, 1: up to the first token, 2: each further token
            bin                  INTEGER NOT NULL,
            calls                INTEGER NOT NULL,
            PRIMARY KEY (minute, organization, project, deployment_namespace, deployment, measure, bin)
        ) STRICT, WITHOUT ROWID;
        """,
        """
        INSERT INTO ledger_revisions (ledger, revision) VALUES ('accounts', 0);
        CREATE TABLE ledger_accounts (
            name           TEXT PRIMARY KEY,
            revision       INTEGER NOT NULL,
            password       TEXT NOT NULL,   -- a hash, and how it was made
            must_change    INTEGER NOT NULL,
            disabled       INTEGER NOT NULL,
            display_name   TEXT,
            group_names    TEXT NOT NULL,
            document       TEXT NOT NULL,
            created_at     INTEGER NOT NULL,
            last_sign_in   INTEGER
        ) STRICT;

        -- Attempts that failed, since the last one that did not. Also of names that no account has: it must not show.
        CREATE TABLE ledger_sign_in_failures (
            user_name TEXT PRIMARY KEY,
            failures  INTEGER NOT NULL,
            last_at   INTEGER NOT NULL,
            until_at  INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE ledger_sessions (
            name         TEXT PRIMARY KEY,
            hash         BLOB NOT NULL UNIQUE,
            user_name    TEXT NOT NULL,
            display_name TEXT,
            group_names  TEXT NOT NULL,
            provider     TEXT NOT NULL,
            user_agent   TEXT,
            address      TEXT,
            created_at   INTEGER NOT NULL,
            expires_at   INTEGER NOT NULL,
            last_seen    INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX ledger_sessions_by_user ON ledger_sessions (user_name);
        """,
    ];

    public static void Migrate(SqliteConnection connection, string path)
    {
        // Taken before the version is read, so that two processes starting together do not both build the tables.
        using var transaction = connection.BeginTransaction(deferred: false);
        var version = Convert.ToInt32(Execute(connection, transaction, "PRAGMA user_version"), null);
        if (version > Steps.Length)
        {
            throw new LedgerException(
                LedgerFailure.Unusable,
                $"The ledger {path} has schema version {version}, but this program knows versions up to {Steps.Length}. Run the newer program that wrote it.");
        }

        for (; version < Steps.Length; version++)
        {
            Execute(connection, transaction, Steps[version]);
            Execute(connection, transaction, $"PRAGMA user_version = {version + 1}");
        }

        transaction.Commit();
    }

    private static object? Execute(SqliteConnection connection, SqliteTransaction transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
