using System.Diagnostics;
using Modelyard.Storage.Postgres;

namespace Modelyard.Benchmarks;

/// <summary>PostgreSQL as Debian installs it, its settings untouched, in a folder of its own and on a Unix socket.</summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    // The server refuses to run as root. It ends with whoever holds the other end of its standard input.
    private const string Script =
        """
        set -eu
        bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
        folder=$(mktemp -d "${TMPDIR:-/tmp}/modelyard-pg-XXXXXX")
        trap 'rm -rf "$folder"' EXIT
        cd "$folder"
        "$bin/initdb" --pgdata=data --username=benchmark --auth=trust --encoding=UTF8 --locale=C >log 2>&1 || { cat log >&2; exit 1; }
        "$bin/postgres" -D data -c listen_addresses= -c unix_socket_directories="$folder" </dev/null >>log 2>&1 &
        server=$!
        until "$bin/pg_isready" --quiet --host="$folder"; do kill -0 $server || { cat log >&2; exit 1; }; sleep 0.1; done
        echo "$folder"
        read -r _ || true
        kill -QUIT $server
        wait $server || true
        """;

    private readonly Process _process;

    private PostgresCluster(Process process, string folder)
    {
        _process = process;
        Url = $"postgres://benchmark@/postgres?host={folder}";
    }

    public string Url { get; }

    public PostgresAddress Address => PostgresAddress.TryParse(Url, out var address, out var error) ? address : throw new InvalidOperationException(error);

    public static async Task<PostgresCluster> StartAsync()
    {
        string[] user = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] : [];
        string[] command = [.. user, "sh", "-c", Script];
        var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        return await process.StandardOutput.ReadLineAsync() is { } folder
            ? new PostgresCluster(process, folder)
            : throw new InvalidOperationException("PostgreSQL did not start; apt-get install postgresql");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
