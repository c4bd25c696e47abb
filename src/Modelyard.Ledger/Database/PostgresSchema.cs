using System.Globalization;
using Npgsql;

namespace Modelyard.Ledger;

/// <summary>The tables of a ledger in PostgreSQL, in a schema of their own, as the steps that build them. A step that was released is never edited: add the next one.</summary>
internal static class PostgresSchema
{
    public const string Schema = "modelyard_ledger";

    // "MDYL": processes that start at the same time prepare the schema one after the other.
    private const long PreparationLock = 0x4D44594C;

    private static readonly string[] Steps =
    [
        """
        create table ledger_settings (name text primary key, value text not null);

        -- The last revision given out, per ledger. Whoever changes an entry has the row locked, so that revisions show in their order.
        create table ledger_revisions (ledger text primary key, revision bigint not null) with (fillfactor = 10);
        insert into ledger_revisions (ledger, revision) values ('api_keys', 0), ('members', 0);

        create table ledger_api_keys (
            id                text primary key,
            revision          bigint not null,
            namespace         text collate "C" not null,
            name              text collate "C" not null,
            prefix            text not null,
            hash              bytea not null unique,
            scope_deployments text not null,
            scope_endpoints   text not null,
            permissions       bigint not null,
            user_name         text,
            service_account   text,
            limits            text,
            budget            text,
            labels            text not null,
            rotated_from      text,
            replaced_by       text,
            created_at        bigint not null,
            expires_at        bigint,
            revoked_at        bigint,
            last_used_at      bigint
        );
        create index ledger_api_keys_by_revision on ledger_api_keys (revision);
        create unique index ledger_api_keys_by_name on ledger_api_keys (namespace, name) where revoked_at is null;

        create table ledger_members (
            id         text primary key,
            revision   bigint not null,
            namespace  text collate "C" not null,
            name       text collate "C" not null,
            user_name  text not null,
            role       text not null,
            limits     text,
            document   text not null,
            deleted_at bigint
        );
        create index ledger_members_by_revision on ledger_members (revision);
        create unique index ledger_members_by_name on ledger_members (namespace, name) where deleted_at is null;
        create unique index ledger_members_by_user on ledger_members (namespace, user_name) where deleted_at is null;

        -- A partition for each day: old days are dropped, which no delete of rows comes near.
        create table ledger_usage (
            at                   bigint not null,
            id                   text collate "C" not null,
            request_id           text not null,
            organization         text,
            project              text collate "C" not null,
            user_name            text,
            key_id               text not null,
            key_name             text not null,
            deployment_namespace text not null,
            deployment           text not null,
            endpoint             text,
            operation            text not null,
            streamed             boolean not null,
            status               bigint not null,
            state                text not null,
            input_tokens         bigint not null,
            cached_input_tokens  bigint not null,
            output_tokens        bigint not null,
            images               bigint not null,
            cost_nanos           bigint not null,
            currency             text,
            price_in             bigint,
            price_cached         bigint,
            price_out            bigint,
            per_request          bigint,
            per_image            bigint,
            duration_ms          bigint not null,
            first_token_ms       bigint,
            cache_hit            boolean not null,
            primary key (at, id)
        ) partition by range (at);
        create index ledger_usage_by_project on ledger_usage (project, at, id);

        -- What is absent is empty here: a key that is null equals no other.
        create table ledger_usage_daily (
            day                  bigint not null,   -- days since 1970
            organization         text collate "C" not null,
            project              text collate "C" not null,
            user_name            text collate "C" not null,
            key_id               text collate "C" not null,
            key_name             text collate "C" not null,
            deployment_namespace text collate "C" not null,
            deployment           text collate "C" not null,
            currency             text collate "C" not null,
            requests             bigint not null,
            errors               bigint not null,
            input_tokens         bigint not null,
            cached_input_tokens  bigint not null,
            output_tokens        bigint not null,
            images               bigint not null,
            cost_nanos           bigint not null,
            primary key (day, organization, project, user_name, key_id, key_name, deployment_namespace, deployment, currency)
        ) with (fillfactor = 70);
        """,
        """
        -- What is left of each limit, for all gateways together. Levels are in parts of 1/600,000,000; times in ticks of 100 ns since 1970.
        create table ledger_limits (
            subject    text collate "C" primary key,
            per_minute bigint not null,
            level      bigint not null,
            at         bigint not null
        ) with (fillfactor = 20);

        -- How many calls at once each gateway may let in.
        create table ledger_slots (
            subject    text collate "C" not null,
            gateway    text collate "C" not null,
            slots      bigint not null,
            expires_at bigint not null,
            primary key (subject, gateway)
        ) with (fillfactor = 20);
        """,
        "alter table ledger_usage_daily add column cache_hits bigint not null default 0;",
        """
        -- What a service served from a moment on, until the next record of it.
        create table ledger_serving (
            id       text collate "C" primary key,
            project  text collate "C" not null,
            service  text collate "C" not null,
            at       bigint not null,
            until    bigint,
            document text not null
        );
        create index ledger_serving_by_time on ledger_serving (at, id);
        create index ledger_serving_by_project on ledger_serving (project, at, id);
        create unique index ledger_serving_now on ledger_serving (project, service) where until is null;
        """,
        """
        -- Sums by minute. What is absent is empty here: a key that is null equals no other.
        create table ledger_usage_minutes (
            minute               bigint not null,   -- minutes since 1970
            organization         text collate "C" not null,
            project              text collate "C" not null,
            deployment_namespace text collate "C" not null,
            deployment           text collate "C" not null,
            currency             text collate "C" not null,
            requests             bigint not null,
            errors               bigint not null,
            rate_limited         bigint not null,
            input_tokens         bigint not null,
            cached_input_tokens  bigint not null,
            output_tokens        bigint not null,
            cost_nanos           bigint not null,
            primary key (minute, organization, project, deployment_namespace, deployment, currency)
        ) with (fillfactor = 70);

        -- How many calls of a minute took how long, in bins that grow by a tenth each.
        create table ledger_usage_spread (
            minute               bigint not null,
            organization         text collate "C" not null,
            project              text collate "C" not null,
            deployment_namespace text collate "C" not null,
            deployment           text collate "C" not null,
            measure              bigint not null,   -- 0: whole answers, 1: up to the first token, 2: each further token
            bin                  bigint not null,
            calls                bigint not null,
            primary key (minute, organization, project, deployment_namespace, deployment, measure, bin)
        ) with (fillfactor = 70);
        """,
        """
        insert into ledger_revisions (ledger, revision) values ('accounts', 0);
        create table ledger_accounts (
            name           text collate "C" primary key,
            revision       bigint not null,
            password       text not null,   -- a hash, and how it was made
            must_change    bigint not null,
            disabled       bigint not null,
            display_name   text,
            group_names    text not null,
            document       text not null,
            created_at     bigint not null,
            last_sign_in   bigint
        );

        -- Attempts that failed, since the last one that did not. Also of names that no account has: it must not show.
        create table ledger_sign_in_failures (
            user_name text collate "C" primary key,
            failures  bigint not null,
            last_at   bigint not null,
            until_at  bigint not null
        );

        create table ledger_sessions (
            name         text collate "C" primary key,
            hash         bytea not null unique,
            user_name    text collate "C" not null,
            display_name text,
            group_names  text not null,
            provider     text not null,
            user_agent   text,
            address      text,
            created_at   bigint not null,
            expires_at   bigint not null,
            last_seen    bigint not null
        );
        create index ledger_sessions_by_user on ledger_sessions (user_name);
        """,
    ];

    public static async Task PrepareAsync(NpgsqlDataSource source, string name, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, $"select pg_advisory_xact_lock({PreparationLock.ToString(CultureInfo.InvariantCulture)})", cancellationToken);
        var version = await ReadVersionAsync(connection, name, cancellationToken);
        if (version > Steps.Length)
        {
            throw new LedgerException(
                LedgerFailure.Unusable,
                $"The ledger in the {name} has schema version {version}, but this program knows versions up to {Steps.Length}. Run the newer program that wrote it.");
        }

        foreach (var step in Steps[version..])
        {
            await ExecuteAsync(connection, step, cancellationToken);
        }

        await ExecuteAsync(connection, $"update ledger_schema set version = {Steps.Length.ToString(CultureInfo.InvariantCulture)}", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<int> ReadVersionAsync(NpgsqlConnection connection, string name, CancellationToken cancellationToken)
    {
        if (await ScalarAsync(connection, $"select to_regnamespace('{Schema}') is not null", cancellationToken) is false)
        {
            // Before anything is made in it: a database of somebody else stays as it is.
            const string Others =
                """
                select to_regnamespace('modelyard') is null and exists (
                    select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where c.relkind in ('r', 'p') and n.nspname not like 'pg\_%' and n.nspname <> 'information_schema'
                      and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e'))   -- not a part of an extension
                """;
            if (await ScalarAsync(connection, Others, cancellationToken) is true)
            {
                throw new LedgerException(LedgerFailure.Unusable, $"The {name} has tables of another program. Create a database for Modelyard alone.");
            }

            await ExecuteAsync(
                connection,
                $"create schema {Schema}; create table ledger_schema (only_row boolean primary key default true check (only_row), version integer not null); insert into ledger_schema (version) values (0)",
                cancellationToken);
        }

        return (int)(await ScalarAsync(connection, "select version from ledger_schema", cancellationToken))!;
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
