using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Modelyard.Storage;
using Modelyard.Storage.Sqlite;
using Modelyard.Tests.ApiServer;

namespace Modelyard.Tests.Cli;

/// <summary><c>modelyard audit</c>, run as a person runs it, on a data folder in use and not.</summary>
public sealed class AuditCommandTests : IDisposable
{
    private const int Broken = 6;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("modelyard-audit-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(_folder.FullName, "resources.db");

    private string KeyPath => Path.Combine(_folder.FullName, "pki", "audit.key");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Verify_WhileWritesGoOn_FindsNothingWrong()
    {
        await using var store = Open();
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                await store.CreateAsync(new ResourceKey("things", "demo", $"n{i}"), "x"u8.ToArray(), Entry, Token);
            }
        });
        var (code, output, error) = await RunAsync("verify");
        await stop.CancelAsync();
        await writing;
        (code, error).ShouldBe((0, ""));
        output.ShouldContain("none changed or missing; head ");
    }

    [Fact]
    public async Task Verify_OfAChangedRecord_NamesItAndExitsWithItsOwnCode()
    {
        await FillAsync();
        var head = (await RunAsync("verify")).Output.Trim().Split(' ')[^1];
        (await RunAsync("verify", "--head", head)).Code.ShouldBe(0);
        await ExecuteAsync("update trail set content = replace(content, 'r', 'x') where sequence = 2");
        var (code, _, error) = await RunAsync("verify");
        (code, error).ShouldBe((Broken, "modelyard: the audit trail is broken at record 2: record 2 is not as it was written. 1 records before it are good.\n"));
    }

    [Fact]
    public async Task Verify_WithoutTheKey_SaysWhatToDo()
    {
        await FillAsync();
        File.Delete(KeyPath);
        var (code, _, error) = await RunAsync("verify");
        (code, error).ShouldBe((1, $"modelyard: the key of the audit trail is missing: {KeyPath}. Put it back from a backup, or name its place with --audit-key-file\n"));
    }

    [Fact]
    public async Task Verify_AfterBackupAndRestore_FindsNothingWrong()
    {
        await FillAsync();
        var archive = Path.Combine(_folder.FullName, "backup.tar.gz");
        (await RunProgramAsync("--data", _folder.FullName, "backup", archive)).Code.ShouldBe(0);
        var other = Path.Combine(_folder.FullName, "other");
        (await RunProgramAsync("--data", other, "restore", archive)).Code.ShouldBe(0);
        var (code, output, _) = await RunProgramAsync("--data", other, "audit", "verify");
        (code, output.Split(',')[0]).ShouldBe((0, "3 records"));
    }

    [Fact]
    public async Task Export_IsOneJsonObjectPerLineThatCanBeCheckedOutside()
    {
        await FillAsync();
        var lines = (await RunAsync("export")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(3);
        var records = lines.Select(l => JsonNode.Parse(l)!).ToList();
        records.Select(r => r.Text("chain.sequence")).ShouldBe(["1", "2", "3"]);
        records[1].Text("chain.previous").ShouldBe(records[0].Text("chain.hash"));
        var cut = lines[1].LastIndexOf(",\"chain\":", StringComparison.Ordinal);
        (lines[1][..cut] + "}").ShouldBe("""{"revision":"3"}""");
    }

    [Theory]
    [InlineData("--since", "1h", 3)]
    [InlineData("--until", "1h", 0)]
    [InlineData("--since", "2020-01-31T08:00:00Z", 3)]
    [InlineData("--until", "2020-01-31", 0)]
    public async Task Export_CanBeBoundedByTime(string option, string moment, int lines)
    {
        await FillAsync();
        var (code, output, _) = await RunAsync("export", option, moment);
        (code, output.Count(c => c == '\n')).ShouldBe((0, lines));
    }

    [Fact]
    public async Task Export_BoundedByNonsense_IsAUsageError()
    {
        var (code, _, error) = await RunAsync("export", "--since", "yesterday");
        code.ShouldBe(2);
        error.ShouldContain("neither a time such as");
    }

    [Fact]
    public async Task WithoutADatabase_SaysWhereItLooked()
    {
        var (code, _, error) = await RunAsync("export");
        code.ShouldBe(1);
        error.ShouldContain("--database-url");
    }

    private static ReadOnlyMemory<byte> Entry(CommittedWrite write) => Encoding.UTF8.GetBytes($$"""{"revision":"{{write.Revision}}"}""");

    private IResourceStore Open() => SqliteResourceStore.Open(new SqliteStoreOptions { Path = Database, Trail = TrailKey.OpenOrCreate(KeyPath) });

    private async Task FillAsync()
    {
        await using var store = Open();
        for (var i = 0; i < 3; i++)
        {
            await store.CreateAsync(new ResourceKey("things", "demo", $"n{i}"), "x"u8.ToArray(), Entry, Token);
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Token);
    }

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) => RunProgramAsync(["--data", _folder.FullName, "audit", .. arguments]);

    private static async Task<(int Code, string Output, string Error)> RunProgramAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "modelyard"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Token);
        var error = await process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        return (process.ExitCode, await output, error);
    }
}
