using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>One run of an instance's process, started by us or by an earlier life of ours.</summary>
internal sealed class InstanceProcess(ProcessIdentity identity, InstanceFolder folder, string podUid, TimeProvider time)
{
    /// <summary>As the kubelet reports it when it cannot know.</summary>
    private const int UnknownExitCode = 137;

    private readonly long _oomKillsBefore = OomKills.Count();
    private readonly long _seenSince = time.GetTimestamp();
    private readonly TimeSpan _ageWhenSeen = identity.Age();
    private readonly InstanceCgroup? _cgroup = folder.ReadRecord()?.Cgroup is { } path ? new InstanceCgroup(path) : null;
    private bool _killedByUs;

    /// <summary>As Kubernetes names a container: the scheme of its runtime and an id there.</summary>
    public string ContainerId { get; } = $"process://{identity.Pid}";

    /// <summary>How long it has run, whatever happened to the clock on the wall in the meantime.</summary>
    public TimeSpan Uptime => _ageWhenSeen + time.GetElapsedTime(_seenSince);

    public Task WaitForExitAsync(CancellationToken cancellationToken) => identity.WaitForExitAsync(cancellationToken);

    /// <summary>Asks it to end, and after <paramref name="grace"/> ends it.</summary>
    public async Task TerminateAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        var exit = identity.WaitForExitAsync(cancellationToken);

        // In its very first moments it does not lead its group yet; then there is nobody to tell, and it is told again.
        while (!ProcessGroup.Signal(identity.Pid, ProcessSignal.Terminate) && identity.IsAlive())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), CancellationToken.None);
        }

        await Task.WhenAny(exit, Task.Delay(grace, time, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        if (!exit.IsCompleted)
        {
            _killedByUs = true;
            ProcessGroup.Signal(identity.Pid, ProcessSignal.Kill);
        }

        await exit;
    }

    /// <summary>How it ended. Call it once it has; whatever it left behind is ended too.</summary>
    public ContainerStateTerminated Ended(DateTimeOffset startedAt, string logFile)
    {
        var code = ExitRecord.Read(folder.ExitFile);
        var outOfMemory = code is null or UnknownExitCode && !_killedByUs && (_cgroup?.OomKills() ?? OomKills.Count() - _oomKillsBefore) > 0;
        var message = code == 0 ? null : Explain(code, outOfMemory, LogTail.Read(logFile));
        EndLeftovers(folder, podUid);
        return new ContainerStateTerminated
        {
            ExitCode = code ?? UnknownExitCode,
            Signal = code > 128 ? code - 128 : null,
            Reason = outOfMemory ? "OOMKilled" : code switch { 0 => "Completed", null when !_killedByUs => "ContainerStatusUnknown", _ => "Error" },
            Message = message,
            StartedAt = startedAt,
            FinishedAt = time.GetUtcNow(),
        };
    }

    /// <summary>Ends what the program of an instance started and left behind; true when there was any.</summary>
    public static bool EndLeftovers(InstanceFolder folder, string podUid)
    {
        if (folder.ReadRecord()?.Cgroup is { } cgroup)
        {
            new InstanceCgroup(cgroup).End();
        }

        return ProcessGroup.KillLeftovers($"{LaunchEnvironment.InstanceVariable}={podUid}");
    }

    private string Explain(int? code, bool outOfMemory, string lastWords) => (code, outOfMemory, lastWords) switch
    {
        (_, true, _) when _cgroup?.OomKills() > 0 => $"OOMKilled: it used more memory than its limit, and the kernel ended it\n{lastWords}".Trim(),
        (_, true, _) => $"OOMKilled: the machine ran out of memory, and the kernel ended the process\n{lastWords}".Trim(),
        (null, _, _) when _killedByUs => "it did not end in time after SIGTERM and was killed",
        (null, _, "") => "the process was killed and nothing could record how it ended",
        (_, _, "") => $"exited with code {code} without a word in its log",
        _ => lastWords,
    };
}
