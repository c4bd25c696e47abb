using System.Diagnostics;
using System.Text;

namespace Modelyard.Ledger.Tests;

public sealed class UsageJournalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modelyard-journal-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void End_Record_ReadsBackAsItWas()
    {
        var record = UsageRecords.New();
        using (var journal = UsageJournal.Open(_folder))
        {
            journal.Begin(record with { State = UsageState.Estimated, OutputTokens = 500, Status = 0 });
            journal.End(record);
        }

        Ends().ShouldBe([record]);
    }

    [Fact]
    public void Begin_WithoutEnd_IsTruncatedWithItsEstimateWhenOpenedAgain()
    {
        var (lost, ended) = (UsageRecords.New() with { OutputTokens = 512, Status = 0 }, UsageRecords.New());
        using (var journal = UsageJournal.Open(_folder))
        {
            journal.Begin(lost);
            journal.Begin(ended);
            journal.End(ended);
        }

        UsageJournal.Open(_folder).Dispose();
        UsageJournal.Open(_folder).Dispose();

        Ends().ShouldBe([ended, lost with { State = UsageState.Truncated }], "once, however often it is opened");
    }

    [Theory]
    [InlineData("{\"end\":{\"id\":\"torn")]
    [InlineData("{\"end\":{\"id\":\"torn\"}}")]
    [InlineData("\0\0\0\0")]
    public void Open_LastLineTorn_IgnoresItAndWritesOn(string torn)
    {
        var (before, after) = (UsageRecords.New(), UsageRecords.New());
        using (var journal = UsageJournal.Open(_folder))
        {
            journal.End(before);
        }

        File.AppendAllText(Files().Single(), torn);
        using (var journal = UsageJournal.Open(_folder))
        {
            journal.End(after);
        }

        Ends().ShouldBe([before, after]);
    }

    [Fact]
    public void Open_LineOfZeroesInTheMiddle_LosesThatLineAlone()
    {
        var (before, after) = (UsageRecords.New(), UsageRecords.New());
        using (var journal = UsageJournal.Open(_folder))
        {
            journal.End(before);
        }

        File.AppendAllText(Files().Single(), "\0\0\0\n{\"begin\":}\n{\"end\":null}\n");
        using (var journal = UsageJournal.Open(_folder))
        {
            journal.End(after);
        }

        Ends().ShouldBe([before, after]);
    }

    [Fact]
    public void Begin_FileFull_GoesOnInTheNextOne()
    {
        var records = Enumerable.Range(0, 50).Select(_ => UsageRecords.New()).ToList();
        using (var journal = UsageJournal.Open(_folder, segmentSize: 4096))
        {
            foreach (var record in records)
            {
                journal.Begin(record);
                journal.End(record);
            }
        }

        Files().Length.ShouldBeGreaterThan(5);
        Ends().ShouldBe(records);
    }

    [Fact]
    public async Task BeginAndEnd_FromManyThreads_LoseAndMixNothing()
    {
        var records = Enumerable.Range(0, 2000).Select(_ => UsageRecords.New()).ToList();
        using (var journal = UsageJournal.Open(_folder, segmentSize: 64 * 1024))
        {
            await Parallel.ForEachAsync(records, TestContext.Current.CancellationToken, (record, _) =>
            {
                journal.Begin(record);
                journal.End(record);
                return ValueTask.CompletedTask;
            });
        }

        Ends().Select(r => r.Id).ShouldBe(records.Select(r => r.Id), ignoreOrder: true);
    }

    [Fact]
    public void Open_WhileAnotherProcessHasIt_IsRefused()
    {
        using var journal = UsageJournal.Open(_folder);

        var refused = Should.Throw<LedgerException>(() => UsageJournal.Open(_folder));

        refused.Failure.ShouldBe(LedgerFailure.Unusable);
        refused.Message.ShouldContain(_folder);
    }

    [Fact]
    public void DeleteImported_OldestHasARecordWithoutEnd_KeepsAllThatFollows()
    {
        using var journal = UsageJournal.Open(_folder, segmentSize: 1);
        var slow = UsageRecords.New();
        journal.Begin(slow);
        journal.End(UsageRecords.New());
        ImportAll(journal);
        Files().Length.ShouldBe(2);

        journal.End(slow);
        ImportAll(journal);

        Files().ShouldBeEmpty();
        journal.Backlog.ShouldBe(0);
    }

    [Fact]
    public void End_AfterEverythingWasImportedAndDeleted_BeginsANewFile()
    {
        var record = UsageRecords.New();
        using (var journal = UsageJournal.Open(_folder))
        {
            journal.End(UsageRecords.New());
            ImportAll(journal);
            journal.End(record);
        }

        Ends().ShouldBe([record]);
    }

    [Fact]
    public void Begin_AfterClose_IsRefusedAndWritesNothing()
    {
        var journal = UsageJournal.Open(_folder);
        journal.Dispose();

        Should.Throw<ObjectDisposedException>(() => journal.Begin(UsageRecords.New()));
        Should.Throw<ObjectDisposedException>(() => journal.End(UsageRecords.New()));

        Files().ShouldBeEmpty();
    }

    [Fact]
    public void Begin_SameRecordTwice_HoldsItsFileNoLongerThanItsEnd()
    {
        using var journal = UsageJournal.Open(_folder);
        var record = UsageRecords.New();
        journal.Begin(record);
        journal.Begin(record);
        journal.End(record);

        ImportAll(journal);

        Files().ShouldBeEmpty();
    }

    [Fact]
    public void Open_NewFolder_LetsOnlyTheOwnerIn()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        var folder = Path.Combine(_folder, "usage");
        using var journal = UsageJournal.Open(folder);
        journal.End(UsageRecords.New());

#pragma warning disable CA1416 // Skipped above.
        File.GetUnixFileMode(folder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.GetFiles(folder).ShouldAllBe(f => File.GetUnixFileMode(f) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
#pragma warning restore CA1416
    }

    [Fact]
    public void BeginAndEnd_Always_AllocateNothing()
    {
        using var journal = UsageJournal.Open(_folder);
        var record = UsageRecords.New();
        Write(100);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Write(1000);

        ((GC.GetAllocatedBytesForCurrentThread() - before) / 1000).ShouldBe(0);

        void Write(int times)
        {
            for (var i = 0; i < times; i++)
            {
                journal.Begin(record);
                journal.End(record);
            }
        }
    }

    [Fact]
    public async Task Begin_DiskFull_IsRefusedWhileEndsAreKeptUntilThereIsRoom()
    {
        await MountAsync();
        try
        {
            var filler = Path.Combine(_folder, "filler");
            var (running, late) = (UsageRecords.New(), UsageRecords.New());
            using (var journal = UsageJournal.Open(_folder))
            {
                journal.Begin(running);
                FillDisk(filler);
                var refused = Should.Throw<LedgerException>(() => BeginUntilRefused(journal));
                refused.Failure.ShouldBe(LedgerFailure.Unavailable);
                refused.Message.ShouldContain("Is the disk full?");
                Should.Throw<LedgerException>(() => EndUntilRefused(journal), "nothing has begun that would have to end").IsTransient.ShouldBeTrue();

                journal.End(running);
                Should.Throw<LedgerException>(() => journal.Begin(late));
                File.Delete(filler);
                journal.Begin(late);
                journal.End(late);
            }

            var ends = Ends();
            ends.ShouldContain(running);
            ends[^1].ShouldBe(late);
        }
        finally
        {
            await RunAsync("umount", _folder);
        }
    }

    private static void BeginUntilRefused(UsageJournal journal)
    {
        while (true)
        {
            var record = UsageRecords.New();
            journal.Begin(record);
            journal.End(record);
        }
    }

    private static void EndUntilRefused(UsageJournal journal)
    {
        while (true)
        {
            journal.End(UsageRecords.New());
        }
    }

    private static void FillDisk(string path)
    {
        using var file = new FileStream(path, FileMode.CreateNew);
        Should.Throw<IOException>(() =>
        {
            while (true)
            {
                file.Write(new byte[4096]);
                file.Flush();
            }
        });
    }

    private static void ImportAll(UsageJournal journal)
    {
        foreach (var segment in journal.Segments())
        {
            segment.Imported = segment.Length;
        }

        journal.DeleteImported();
    }

    private async Task MountAsync()
    {
        if (!OperatingSystem.IsLinux() || !await RunAsync("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", _folder))
        {
            Environment.GetEnvironmentVariable("CI").ShouldBeNull("a runner must be allowed to mount a tmpfs");
            Assert.Skip("mounting a tmpfs is not permitted here");
        }
    }

    private static async Task<bool> RunAsync(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }

    private string[] Files() => [.. Directory.GetFiles(_folder, "*.journal").Order(StringComparer.Ordinal)];

    /// <summary>What the files say, read without any code of the journal but that of a line.</summary>
    private List<UsageRecord> Ends() =>
    [
        .. Files().SelectMany(File.ReadAllLines)
            .Select(line => UsageLine.TryRead(Encoding.UTF8.GetBytes(line)))
            .Where(line => line is { IsEnd: true })
            .Select(line => line!.Value.Record),
    ];
}
