using Modelyard.Node;

namespace Modelyard.Tests.Node;

public sealed class LogTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("modelyard-logs-").FullName;

    private string Log => Path.Combine(_folder, "0.log");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("", 3, "")]
    [InlineData("a\nb\nc\n", 0, "")]
    [InlineData("a\nb\nc\n", 1, "c")]
    [InlineData("a\nb\nc\n", 2, "b|c")]
    [InlineData("a\nb\nc\n", 9, "a|b|c")]
    [InlineData("a\nb\nunfinished", 2, "b|unfinished")]
    [InlineData("a\n\n\n", 2, "|")]
    public async Task TailLines_GivesTheLastOnes(string content, int lines, string expected)
    {
        File.WriteAllText(Log, content);

        var read = await ReadAsync(new InstanceLogQuery("", "") { TailLines = lines });

        string.Join('|', read.Select(l => l.Text)).ShouldBe(expected);
        read.Count.ShouldBe(expected.Length == 0 && !content.EndsWith("\n\n", StringComparison.Ordinal) ? 0 : expected.Split('|').Length);
    }

    [Fact]
    public async Task TailLines_LongerThanABlock_ReachAcrossItAndIntoWhatWasRotatedOut()
    {
        var lines = Enumerable.Range(0, 20_000).Select(i => $"line {i} with some text to make it long").ToList();
        File.WriteAllLines(LogRotation.RotatedFile(Log), lines.Take(15_000));
        File.WriteAllLines(Log, lines.Skip(15_000));

        (await ReadAsync(new InstanceLogQuery("", "") { TailLines = 7_000 })).Select(l => l.Text).ShouldBe(lines.TakeLast(7_000));
        (await ReadAsync(new InstanceLogQuery("", ""))).Select(l => l.Text).ShouldBe(lines);
    }

    [Fact]
    public async Task Since_AndTimes_ComeFromTheMarksAndNotFromTheLines()
    {
        var timeline = new LogTimeline(Log);
        for (var minute = 0; minute < 3; minute++)
        {
            File.AppendAllText(Log, $"minute {minute}\nagain {minute}\n");
            timeline.Mark(Noon.AddMinutes(minute));
        }

        var read = await ReadAsync(new InstanceLogQuery("", "") { Since = Noon.AddMinutes(1) });

        read.Select(l => l.Text).ShouldBe(["minute 1", "again 1", "minute 2", "again 2"]);
        read.Select(l => (l.Time - Noon).TotalMinutes).ShouldBe([1, 1, 2, 2]);
        (await ReadAsync(new InstanceLogQuery("", "") { Since = Noon.AddHours(1) })).ShouldBeEmpty();
    }

    [Fact]
    public async Task Follow_GoesOnThroughARotationUntilTheRunIsOver()
    {
        File.WriteAllText(Log, "first\n");
        var over = false;
        var texts = new List<string>();
        using var writer = new FileStream(Log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);

        await foreach (var line in new LogReader(Log, () => over, TimeProvider.System).ReadAsync(new InstanceLogQuery("", "") { Follow = true }, CancellationToken.None))
        {
            texts.Add(line.Text);
            switch (line.Text)
            {
                case "first":
                    writer.Write("second, and longer\n"u8);
                    writer.Flush();
                    break;
                case "second, and longer":
                    LogRotation.RotateIfNeeded(Log, maxBytes: 1).ShouldBeTrue();
                    File.AppendAllText(Log, "third\n");
                    break;
                case "third":
                    over = true;
                    break;
            }
        }

        texts.ShouldBe(["first", "second, and longer", "third"]);
    }

    [Fact]
    public async Task Rotation_UnderAWriterThatNeverReopens_RepeatsNothing()
    {
        var spec = new LaunchSpec(
            ["sh", "-c", "i=0; while [ $i -lt 4000 ]; do echo line $i; i=$((i+1)); done; mkdir flooded; until [ -d quiet ]; do sleep 0.01; done; echo line 4000"],
            new Dictionary<string, string> { ["PATH"] = Environment.GetEnvironmentVariable("PATH")! },
            _folder, Log, Path.Combine(_folder, "process"), Path.Combine(_folder, "exit-code"));
        var exit = ProcessLauncher.Start(spec).WaitForExitAsync(CancellationToken.None);
        var kept = new List<string>();
        while (!Directory.Exists(Path.Combine(_folder, "flooded")))
        {
            if (LogRotation.RotateIfNeeded(Log, maxBytes: 4_000))
            {
                kept.AddRange(File.ReadAllLines(LogRotation.RotatedFile(Log)));
            }

            await Task.Yield();
        }

        Directory.CreateDirectory(Path.Combine(_folder, "quiet"));
        await exit;

        // What is written between the last copy and the truncation is lost, and a line may be cut there; nothing may come twice or out of order, and nothing is lost without a rotation.
        var numbers = kept.Concat(File.ReadAllLines(Log)).Where(l => l.StartsWith("line ", StringComparison.Ordinal) && l.Length > 5).Select(l => int.Parse(l[5..])).ToList();
        numbers.Count.ShouldBe(numbers.Distinct().Count());
        numbers.ShouldBeInOrder();
        numbers[^1].ShouldBe(4000);
        kept.Count.ShouldBeGreaterThan(0);
        new FileInfo(Log).Length.ShouldBeLessThan(34_890);
    }

    [Fact]
    public void Prune_KeepsThisRunAndTheOneBefore()
    {
        var files = new LogFiles(_folder);
        foreach (var run in Enumerable.Range(0, 5))
        {
            File.WriteAllText(files.Of(run), "");
            File.WriteAllText(LogTimeline.FileOf(files.Of(run)), "");
        }

        files.Prune(4);

        Directory.GetFiles(_folder).Select(Path.GetFileName).Order().ShouldBe(["3.log", "3.log.times", "4.log", "4.log.times"]);
    }

    private async Task<List<InstanceLogLine>> ReadAsync(InstanceLogQuery query)
    {
        var lines = new List<InstanceLogLine>();
        await foreach (var line in new LogReader(Log, () => true, TimeProvider.System).ReadAsync(query, CancellationToken.None))
        {
            lines.Add(line);
        }

        return lines;
    }
}
