using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Modelyard.Ledger;
using Modelyard.Storage;
using Modelyard.Storage.Sqlite;

namespace Modelyard.Tests.Cli;

/// <summary><c>modelyard backup</c> and <c>restore</c>, run as a person runs them, on data folders in use and not.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("modelyard-backup-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(_folder.FullName, "data");

    private string Archive => Path.Combine(_folder.FullName, "backup.tar.gz");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Backup_WhileWritesGoOn_HoldsAStateThatWas()
    {
        await using var store = OpenStore();
        using var stop = new CancellationTokenSource();
        var enough = new TaskCompletionSource();
        var acknowledged = 0;
        var writing = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await store.CreateAsync(Key($"n{acknowledged:d6}"), new byte[500], Token);
                if (Interlocked.Increment(ref acknowledged) == 100)
                {
                    enough.SetResult();
                }
            }
        });
        await enough.Task.WaitAsync(Token);

        var before = Volatile.Read(ref acknowledged);
        (await RunAsync("backup", Archive)).Succeeded();
        await stop.CancelAsync();
        await writing;

        (await RunAsync("restore", Archive, data: "other")).Succeeded();
        await using var restored = OpenStore("other");
        var names = (await restored.ListAsync(new ListQuery("things"), Token)).Items.Select(i => i.Key.Name).ToList();
        names.Count.ShouldBeInRange(before, acknowledged);
        names.ShouldBe(Enumerable.Range(0, names.Count).Select(i => $"n{i:d6}"));
        (await restored.CreateAsync(Key("next"), new byte[1], Token)).ShouldBe(names.Count + 2);
    }

    [Fact]
    public async Task Backup_HasEverythingThatCannotBeMadeAgain_AndOnlyItsOwnerCanReadIt()
    {
        await FillAsync();
        (await RunAsync("backup", Archive)).Succeeded().ShouldContain("resources.db, ledger.db, ledger.pepper, pki/ca.key");
        File.GetUnixFileMode(Archive).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.GetFileSystemEntries(Data).Select(Path.GetFileName).ShouldBe(
            ["resources.db", "resources.db.lock", "ledger.db", "ledger.pepper", "pki"], ignoreOrder: true, "nothing is left behind");

        (await RunAsync("restore", Archive, data: "other")).Succeeded();
        await using var ledger = await LedgerDatabase.OpenAsync(In("other", "ledger.db"), Token);
        await ApiKeyStore.OpenAsync(ledger, In("other", "ledger.pepper"), TimeProvider.System, Token);
        (await File.ReadAllTextAsync(In("other", "pki", "ca.key"), Token)).ShouldBe("secret");
        File.GetUnixFileMode(In("other", "pki", "ca.key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Backup_OfUsageOnItsWayToTheLedger_HasItAndCountsItOnce()
    {
        await FillAsync();
        var (stored, waiting) = (Usage(), Usage());
        using (var journal = UsageJournal.Open(In("data", "usage")))
        {
            journal.Begin(waiting);
            journal.End(stored);
            await using var ledger = await LedgerDatabase.OpenAsync(In("data", "ledger.db"), Token);
            await new UsageStore(ledger).AddAsync([stored], Token);
            (await RunAsync("backup", Archive)).Succeeded().ShouldContain("usage/000000000001.journal");
        }

        (await RunAsync("restore", Archive, data: "other")).Succeeded();
        await using var restored = await LedgerDatabase.OpenAsync(In("other", "ledger.db"), Token);
        var usage = new UsageStore(restored);
        using (var journal = UsageJournal.Open(In("other", "usage")))
        using (var importer = new UsageImporter(journal, usage, new UsageImporterOptions(), TimeProvider.System, NullLogger<UsageImporter>.Instance))
        {
            await importer.CatchUpAsync(Token);
        }

        (await usage.GetAsync("acme", stored.Id, Token)).ShouldBe(stored);
        (await usage.GetAsync("acme", waiting.Id, Token)).ShouldBe(waiting with { State = UsageState.Truncated });
        (await usage.ReportAsync(new UsageReportQuery { By = [] }, Token)).Single().Requests.ShouldBe(2);
    }

    [Theory]
    [InlineData("encryption.key", "the key is in it too")]
    [InlineData("../elsewhere.key", "so it is not in the backup either")]
    public async Task Backup_OfEncryptedSecrets_HasCiphertextAndSaysWhereTheKeyIs(string keyFile, string said)
    {
        var keys = In("data", keyFile);
        await using (var store = Open(keys, "data"))
        {
            await store.CreateAsync(Key("s") with { Collection = "secrets" }, "correct-horse-battery"u8.ToArray(), Token);
        }

        (await RunAsync("backup", Archive)).Succeeded().ShouldContain(said);
        (await RunAsync("restore", Archive, data: "other")).Succeeded();
        (await File.ReadAllBytesAsync(In("other", "resources.db"), Token)).AsSpan().IndexOf("correct-horse-battery"u8).ShouldBe(-1);
        File.Exists(In("other", "encryption.key")).ShouldBe(keyFile == "encryption.key");
        await using var restored = Open(keyFile == "encryption.key" ? In("other", keyFile) : keys, "other");
        System.Text.Encoding.UTF8.GetString((await restored.GetAsync(Key("s") with { Collection = "secrets" }, Token))!.Document.Span).ShouldBe("correct-horse-battery");

        IResourceStore Open(string path, string folder) => SqliteResourceStore.Open(new SqliteStoreOptions
        {
            Path = In(folder, "resources.db"),
            Encryption = new DocumentEncryption(new DocumentKeyRing(path), new HashSet<string> { "secrets" }),
        });
    }

    [Fact]
    public async Task Backup_OverAnotherFile_IsRefused()
    {
        await FillAsync();
        await File.WriteAllTextAsync(Archive, "precious", Token);
        (await RunAsync("backup", Archive)).Refused().ShouldContain("exists");
        (await File.ReadAllTextAsync(Archive, Token)).ShouldBe("precious");
    }

    [Fact]
    public async Task Backup_OfNothing_IsRefused() => (await RunAsync("backup", Archive)).Refused().ShouldContain("nothing to back up");

    [Fact]
    public async Task Backup_OfADamagedDatabase_IsRefused()
    {
        await FillAsync();
        await using (var file = File.OpenWrite(In("data", "resources.db")))
        {
            file.Seek(5000, SeekOrigin.Begin);
            await file.WriteAsync(Enumerable.Repeat((byte)0xff, 8000).ToArray(), Token);
        }

        (await RunAsync("backup", Archive)).Refused().ShouldContain("damaged");
        File.Exists(Archive).ShouldBeFalse();
    }

    [Fact]
    public async Task Restore_OverData_MovesItAside()
    {
        await FillAsync();
        (await RunAsync("backup", Archive)).Succeeded();
        await using (var store = OpenStore())
        {
            await store.CreateAsync(Key("later"), new byte[1], Token);
        }

        (await RunAsync("restore", Archive)).Succeeded().ShouldContain("before-restore-1");
        await using var restored = OpenStore();
        (await restored.GetAsync(Key("a"), Token)).ShouldNotBeNull();
        (await restored.GetAsync(Key("later"), Token)).ShouldBeNull();
        await using var aside = OpenStore("data", "before-restore-1");
        (await aside.GetAsync(Key("later"), Token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Restore_WhileInUse_IsRefused()
    {
        await FillAsync();
        (await RunAsync("backup", Archive)).Succeeded();
        await using var held = new FileStream(In("data", "control-plane.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        (await RunAsync("restore", Archive)).Refused().ShouldContain("modelyard down");
    }

    [Theory]
    [InlineData(100)]
    [InlineData(-20)]
    public async Task Restore_OfADamagedArchive_ChangesNothing(int at)
    {
        await FillAsync();
        (await RunAsync("backup", Archive)).Succeeded();
        var bytes = await File.ReadAllBytesAsync(Archive, Token);
        await File.WriteAllBytesAsync(Archive, at < 0 ? bytes[..^-at] : [.. bytes[..at], (byte)~bytes[at], .. bytes[(at + 1)..]], Token);
        (await RunAsync("restore", Archive)).Refused().ShouldContain("damaged");
        Directory.Exists(In("data", "before-restore-1")).ShouldBeFalse();
        await using var store = OpenStore();
        (await store.GetAsync(Key("a"), Token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Restore_OfSomethingElse_IsRefused()
    {
        await File.WriteAllTextAsync(Archive, "no archive", Token);
        (await RunAsync("restore", Archive)).Refused().ShouldContain("not a backup");
    }

    [Fact]
    public async Task Up_AfterARestoreThatWasInterrupted_IsRefused()
    {
        await FillAsync();
        await File.WriteAllTextAsync(In("data", "restore-in-progress"), Archive, Token);
        (await RunAsync("up")).Refused().ShouldContain("run \"modelyard restore\" again");
    }

    private static ResourceKey Key(string name) => new("things", "demo", name);

    private static UsageRecord Usage()
    {
        var at = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
        return new UsageRecord
        {
            Id = Guid.CreateVersion7(at).ToString(), RequestId = "r", At = at, Project = "acme", KeyId = "1", KeyName = "ci", Operation = "chat.completions",
        };
    }

    private async Task FillAsync()
    {
        await using (var store = OpenStore())
        {
            for (var i = 0; i < 30; i++)
            {
                await store.CreateAsync(Key(i == 0 ? "a" : $"n{i}"), new byte[500], Token);
            }
        }

        await using (var ledger = await LedgerDatabase.OpenAsync(In("data", "ledger.db"), Token))
        {
            await ApiKeyStore.OpenAsync(ledger, In("data", "ledger.pepper"), TimeProvider.System, Token);
        }

        Directory.CreateDirectory(In("data", "pki"));
        await File.WriteAllTextAsync(In("data", "pki", "ca.key"), "secret", Token);
        File.SetUnixFileMode(In("data", "pki", "ca.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private string In(params string[] parts) => Path.Combine([_folder.FullName, .. parts]);

    private IResourceStore OpenStore(params string[] folder) =>
        SqliteResourceStore.Open(new SqliteStoreOptions { Path = In([.. folder.Length == 0 ? ["data"] : folder, "resources.db"]) });

    private async Task<Outcome> RunAsync(string command, string? file = null, string data = "data")
    {
        string[] arguments = ["--data", In(data), command, .. file is null ? [] : new[] { file }];
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "modelyard"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Token);
        var error = await process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        return new Outcome(process.ExitCode, await output, error);
    }

    private sealed record Outcome(int ExitCode, string Output, string Error)
    {
        public string Succeeded()
        {
            ExitCode.ShouldBe(0, Error);
            return Output;
        }

        public string Refused()
        {
            ExitCode.ShouldBe(1, Output + Error);
            Error.ShouldStartWith("modelyard: ");
            return Error;
        }
    }
}
