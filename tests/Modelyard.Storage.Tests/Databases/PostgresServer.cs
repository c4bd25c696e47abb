using System.Diagnostics;
using Modelyard.Storage.Postgres;
using Modelyard.Storage.Tests;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Modelyard.Storage.Tests;

/// <summary>
/// A PostgreSQL cluster of this test run: its own folder, a Unix socket in it, no network. It ends with whoever holds the other end of its
/// standard input, so that nothing is left behind when the tests are killed.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    // The server refuses to run as root; what the script makes belongs to whom it runs as.
    private const string Script =
        """
        set -eu
        bin=$1
        folder=$(mktemp -d "${TMPDIR:-/tmp}/modelyard-pg-XXXXXX")
        trap 'rm -rf "$folder"' EXIT
        cd "$folder"
        "$bin/initdb" --pgdata=data --username=tests --auth=trust --encoding=UTF8 --locale=C --no-sync >log 2>&1 || { cat log >&2; exit 1; }
        start() {
            "$bin/postgres" -D data -c listen_addresses= -c unix_socket_directories="$folder" -c max_connections=300 -c wal_level=minimal \
                -c max_wal_senders=0 -c autovacuum=off -c fsync=off -c full_page_writes=off -c wal_init_zero=off </dev/null >>log 2>&1 &
            server=$!
            tries=0
            until "$bin/pg_isready" --quiet --host="$folder"; do
                tries=$((tries + 1))
                [ $tries -lt 600 ] && kill -0 $server || { cat log >&2; exit 1; }
                sleep 0.05
            done
        }
        stop() { kill -QUIT $server; wait $server || true; }
        start
        echo "$folder"
        while read -r order; do
            case $order in
                stop) stop; echo stopped ;;
                start) start; echo started ;;
            esac
        done
        stop
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private Process? _process;
    private string? _folder;
    private int _databases;

    /// <summary>The newest PostgreSQL that Debian has installed; its programs are on no search path.</summary>
    public static string? Programs { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql", "bin", SearchOption.AllDirectories)
            .Where(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")))
            .Max(StringComparer.Ordinal)
        : null;

    public async ValueTask InitializeAsync()
    {
        if (Programs is null)
        {
            return;
        }

        string[] command = ["sh", "-c", Script, "modelyard-postgres", Programs];
        string[] user = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] : [];
        string[] all = [.. user, .. command];
        _process = Process.Start(new ProcessStartInfo(all[0], all[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        _folder = await AnswerAsync();
    }

    /// <summary>Makes an empty database. Skips the test where PostgreSQL is not installed; on a build server that is a failure.</summary>
    public async Task<string> CreateDatabaseAsync(string options = "")
    {
        if (_folder is null)
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") is not "true", "PostgreSQL is not installed: apt-get install postgresql");
            Assert.Fail("PostgreSQL is not installed");
        }

        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync(Address("postgres"), $"create database {name} {options}");
        return name;
    }

    public string Url(string database, string user = "tests") => $"postgres://{user}@/{database}?host={_folder}";

    public PostgresAddress Address(string database, string user = "tests")
    {
        PostgresAddress.TryParse(Url(database, user), out var address, out var error).ShouldBeTrue(error);
        return address!;
    }

    /// <summary>A connection that is closed when it is disposed of, and not kept.</summary>
    public static async Task<NpgsqlConnection> ConnectAsync(PostgresAddress address)
    {
        var connection = new NpgsqlConnection(address.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    public static async Task ExecuteAsync(PostgresAddress address, string sql)
    {
        await using var connection = await ConnectAsync(address);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<T> ReadAsync<T>(PostgresAddress address, string sql)
    {
        await using var connection = await ConnectAsync(address);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Ends the server as a crash does: at once, with nothing written that was not.</summary>
    public Task CrashAsync() => OrderAsync("stop");

    public Task StartAgainAsync() => OrderAsync("start");

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
    }

    private async Task OrderAsync(string order)
    {
        await _process!.StandardInput.WriteLineAsync(order);
        await _process.StandardInput.FlushAsync();
        await AnswerAsync();
    }

    private async Task<string> AnswerAsync() =>
        await _process!.StandardOutput.ReadLineAsync().WaitAsync(Patience) ?? throw new InvalidOperationException("the PostgreSQL server of the tests ended");
}
