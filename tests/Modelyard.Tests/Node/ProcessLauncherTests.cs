using Modelyard.Node;

namespace Modelyard.Tests.Node;

public sealed class ProcessLauncherTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modelyard-launch-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 3", 3)]
    [InlineData("kill -9 $$", 137)]
    [InlineData("kill -15 $$", 143)]
    public async Task ExitCode_IsOnDisk_HoweverTheProgramEnds(string script, int expected)
    {
        var spec = Spec("sh", "-c", script);

        await ProcessLauncher.Start(spec).WaitForExitAsync(CancellationToken.None);

        ExitRecord.Read(spec.ExitFile).ShouldBe(expected);
    }

    [Fact]
    public async Task Arguments_ReachTheProgramAsTheyAre()
    {
        string[] odd = ["a b", "$HOME", "`id`", "'", "\"", "*", "", "ünï", "line\nbreak", "--"];

        var spec = Spec(["python3", "-c", "import sys; sys.stdout.buffer.write('|'.join(sys.argv[1:]).encode())", .. odd]);
        await ProcessLauncher.Start(spec).WaitForExitAsync(CancellationToken.None);

        File.ReadAllText(spec.LogFile).ShouldBe(string.Join('|', odd));
    }

    [Fact]
    public async Task Environment_IsExactlyWhatWasGiven()
    {
        var spec = Spec("env") with { Environment = new Dictionary<string, string> { ["PATH"] = Path, ["A"] = "1", ["my.setting"] = "x y" } };

        await ProcessLauncher.Start(spec).WaitForExitAsync(CancellationToken.None);

        var lines = File.ReadAllLines(spec.LogFile).Where(l => !l.StartsWith("PWD=", StringComparison.Ordinal));
        lines.ShouldBe([$"PATH={Path}", "A=1", "my.setting=x y"], ignoreOrder: true);
    }

    [Fact]
    public async Task Sigterm_ToTheGroup_EndsTheProgramWhichMayFinishFirst()
    {
        var spec = Spec("sh", "-c", "trap 'echo bye; exit 5' TERM; echo up; while :; do sleep 0.05; done");
        var identity = ProcessLauncher.Start(spec);
        var process = new InstanceProcess(identity, new InstanceFolder(_folder), "uid", TimeProvider.System);
        await UntilWrittenAsync(spec.LogFile, "up");

        await process.TerminateAsync(TimeSpan.FromSeconds(20), CancellationToken.None);

        ExitRecord.Read(spec.ExitFile).ShouldBe(5);
        File.ReadAllLines(spec.LogFile).ShouldContain("bye");
        identity.IsAlive().ShouldBeFalse();
    }

    [Fact]
    public async Task ProcessRecord_NamesTheLauncher_AndOnlyIt()
    {
        var marker = $"MARK={Guid.NewGuid()}";
        var spec = Spec("sh", "-c", "echo up; exec sleep 60") with { Environment = new Dictionary<string, string> { ["PATH"] = Path, ["MARK"] = marker[5..] } };
        var identity = ProcessLauncher.Start(spec);
        await UntilWrittenAsync(spec.LogFile, "up");

        var recorded = ProcessIdentity.ReadRecord(spec.ProcessFile);

        recorded.ShouldBe(identity);
        (recorded! with { StartTicks = recorded.StartTicks - 1 }).IsAlive().ShouldBeFalse("an earlier process with the same number is another one");
        (recorded with { BootId = "another boot" }).IsAlive().ShouldBeFalse();
        ProcessGroup.MarkedWith(marker).Count().ShouldBe(2);
        ProcessGroup.Signal(identity.Pid, ProcessSignal.Kill);
        await identity.WaitForExitAsync(CancellationToken.None);
        ExitRecord.Read(spec.ExitFile).ShouldBeNull("nobody was left to write it");
    }

    [Fact]
    public async Task Reaper_EndsALauncherThatHasNotWrittenYetWhoItIs()
    {
        var uid = Guid.NewGuid().ToString();
        var marker = $"{LaunchEnvironment.InstanceVariable}={uid}";
        var folder = new InstanceFolder(System.IO.Path.Combine(_folder, uid));
        var spec = Spec("sleep", "60") with
        {
            Environment = new Dictionary<string, string> { ["PATH"] = Path, [LaunchEnvironment.InstanceVariable] = uid },
            ProcessFile = System.IO.Path.Combine(_folder, "never-looked-at"),
        };
        Directory.CreateDirectory(folder.Path);
        var identity = ProcessLauncher.Start(spec);
        ProcessGroup.MarkedWith(marker).ShouldContain(identity.Pid);

        (await InstanceReaper.EndAsync(folder, TimeSpan.FromSeconds(20), TimeProvider.System, CancellationToken.None)).ShouldBeTrue();

        ProcessGroup.MarkedWith(marker).ShouldBeEmpty();
        Directory.Exists(folder.Path).ShouldBeFalse();
        (await InstanceReaper.EndAsync(folder, TimeSpan.FromSeconds(20), TimeProvider.System, CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public void Program_ThatIsMissing_IsNamedBeforeAnythingStarts()
    {
        Should.Throw<LaunchException>(() => ProcessLauncher.Start(Spec("no-such-program"))).Message.ShouldContain("not found in $PATH");
        var file = System.IO.Path.Combine(_folder, "text");
        File.WriteAllText(file, "not a program");
        Should.Throw<LaunchException>(() => ProcessLauncher.Start(Spec(file))).Message.ShouldContain("not executable");
    }

    private static string Path => Environment.GetEnvironmentVariable("PATH")!;

    private LaunchSpec Spec(params string[] command) => new(
        command,
        new Dictionary<string, string> { ["PATH"] = Path },
        _folder,
        System.IO.Path.Combine(_folder, "0.log"),
        System.IO.Path.Combine(_folder, "process"),
        System.IO.Path.Combine(_folder, "exit-code"));

    private static async Task UntilWrittenAsync(string file, string text)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await foreach (var line in new LogReader(await ExistingAsync(file, timeout.Token), () => false, TimeProvider.System)
            .ReadAsync(new InstanceLogQuery("", "") { Follow = true }, timeout.Token))
        {
            if (line.Text == text)
            {
                return;
            }
        }
    }

    private static async Task<string> ExistingAsync(string file, CancellationToken cancellationToken)
    {
        using var watcher = new FileSystemWatcher(System.IO.Path.GetDirectoryName(file)!) { EnableRaisingEvents = true };
        var created = new TaskCompletionSource();
        watcher.Created += (_, e) => _ = e.FullPath == file && created.TrySetResult();
        if (!File.Exists(file))
        {
            await created.Task.WaitAsync(cancellationToken);
        }

        return file;
    }
}
