using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Artifacts;
using Modelyard.Client;

namespace Modelyard.Node;

/// <summary>One Pod as a local process, from the fetch of its model until nothing of it is left.</summary>
/// <remarks>
/// Steps of a run: variables → model → address → process → probes → end; then a pause, and the next run. When the control plane stops, the
/// process is left alone, and the next control plane goes on at "probes" with it (adoption).
/// </remarks>
internal sealed partial class Instance : IAsyncDisposable
{
    private readonly Pod _pod;
    private readonly Container _container;
    private readonly InstanceContext _context;
    private readonly InstanceFolder _folder;
    private readonly InstanceModel _model;
    private readonly CrashBackoff _backoff;
    private readonly Action _changed;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopRequested = new();
    private readonly Task _running;
    private readonly Lock _gate = new();
    private InstanceReport _report;
    private InstanceProcess? _process;
    private InstanceRecord? _record;

    // Kept over attempts that fail before there is a record: each would otherwise take another.
    private ReplicaAddress? _reserved;
    private LaunchPlan? _plan;
    private TimeSpan _grace;

    /// <param name="pod">The Pod, bound to this node.</param>
    /// <param name="context">What it shares with others.</param>
    /// <param name="changed">Called, from any thread, when <see cref="Report"/>, <see cref="Address"/> or <see cref="IsGone"/> changed.</param>
    /// <param name="logger">For operators.</param>
    /// <param name="controlPlaneStopping">Ends the watching, not the process.</param>
    public Instance(Pod pod, InstanceContext context, Action changed, ILogger logger, CancellationToken controlPlaneStopping)
    {
        (_pod, _context, _changed, _logger) = (pod, context, changed, logger);
        _container = LaunchPlan.MainContainer(pod);
        _folder = context.Folder(pod.Metadata.Uid!);
        _model = new InstanceModel(pod, context);
        _backoff = new CrashBackoff(context.Settings.InitialBackoff, context.Settings.MaxBackoff);
        _report = new InstanceReport
        {
            Initializer = _model.IsWanted ? new StepReport(States.Waiting("PodInitializing")) : null,
            Process = new StepReport(States.Waiting(_model.IsWanted ? "PodInitializing" : "ContainerCreating")),
            LimitsProblem = LimitsProblem(),
        };
        _running = Task.Run(() => RunAsync(controlPlaneStopping), CancellationToken.None);
    }

    public InstanceReport Report => Volatile.Read(ref _report);

    /// <summary>The name of its Pod.</summary>
    public NamespacedName Key => NamespacedName.Of(_pod);

    /// <summary>The address it was given; null before that.</summary>
    public ReplicaAddress? Address => _record?.Address;

    /// <summary>It was stopped and nothing is left of it.</summary>
    public bool IsGone { get; private set; }

    /// <summary>Asks for its end; <see cref="IsGone"/> tells when that is reached.</summary>
    public void RequestStop(TimeSpan grace)
    {
        _grace = grace;
        _stopRequested.Cancel();
    }

    /// <summary>Waits until nobody watches any more: after a stop, or once the control plane stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopRequested.Dispose();
    }

    private async Task RunAsync(CancellationToken controlPlaneStopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(controlPlaneStopping, _stopRequested.Token);
        try
        {
            await AdoptAsync(either.Token);
            await RunUntilCompletedAsync(either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
        }

        try
        {
            // A Pod that completed stays until somebody deletes it.
            await Task.Delay(Timeout.InfiniteTimeSpan, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!controlPlaneStopping.IsCancellationRequested)
            {
                await StopAsync(controlPlaneStopping);
            }
        }
        catch (OperationCanceledException) when (controlPlaneStopping.IsCancellationRequested)
        {
            // Left as it is; the next control plane finds it.
        }
    }

    private async Task RunUntilCompletedAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_process is null && !await TryStartAsync(cancellationToken))
            {
                continue;
            }

            var (ended, uptime) = await SuperviseAsync(cancellationToken);
            if (_pod.Spec.RestartPolicy == "Never" || (_pod.Spec.RestartPolicy == "OnFailure" && ended.ExitCode == 0))
            {
                return;
            }

            var pause = _backoff.AfterRun(uptime);
            await PauseAsync(pause, ended.ExitCode == 0 ? "Back-off restarting a process that ended" : "Back-off restarting failed container", cancellationToken);
        }
    }

    private async Task AdoptAsync(CancellationToken cancellationToken)
    {
        if (_folder.ReadRecord() is not { } record || record.PodUid != _pod.Metadata.Uid)
        {
            return;
        }

        _record = record;
        _reserved = record.Address;
        _context.Addresses.Reserve(_reserved);
        if (ProcessIdentity.ReadRecord(_folder.ProcessFile) is not { } identity)
        {
            return;
        }

        LaunchEnvironment variables;
        try
        {
            variables = await LaunchEnvironment.ResolveAsync(_pod, _context, record.Address, cancellationToken);
        }
        catch (ConfigurationException)
        {
            // What it was started with is gone; it runs all the same, and only a probe's command could miss it.
            variables = LaunchEnvironment.Basic(_pod, _context, record.Address);
        }

        _plan = LaunchPlan.Create(_pod, _context, variables, record.RestartCount, modelPath: null);
        _process = new InstanceProcess(identity, _folder, record.PodUid, _context.Time);
        var alive = identity.IsAlive();
        if (alive)
        {
            Log.Adopted(_logger, NamespacedName.Of(_pod), identity.Pid);
            await _context.Events.NormalAsync(_pod, "Adopted", $"Found the running process {identity.Pid} and went on with it", cancellationToken);
        }

        Update(r => r with
        {
            Initializer = r.Initializer is null ? null : new StepReport(States.Terminated(0, record.StartedAt, record.StartedAt)),
            Process = new StepReport(States.Running(record.StartedAt), LastReportedState(), record.RestartCount) { ContainerId = _process.ContainerId },
        });
    }

    /// <summary>Starts the next run. False when that did not work; it has waited already.</summary>
    private async Task<bool> TryStartAsync(CancellationToken cancellationToken)
    {
        try
        {
            var run = _record is null ? 0 : _record.RestartCount + 1;
            var address = _reserved = _context.Addresses.Take(_pod, _reserved);
            var variables = await LaunchEnvironment.ResolveAsync(_pod, _context, address, cancellationToken);
            var path = await _model.FetchAsync(variables, isRestart: run > 0, step => Update(r => r with { Initializer = step }), SetMessage, cancellationToken);
            var plan = LaunchPlan.Create(_pod, _context, variables, run, path);

            var cgroup = await PrepareCgroupAsync(isFirst: run == 0, cancellationToken);

            // The record goes first: were it the other way round, a crash in between would leave a process that nobody knows.
            var record = new InstanceRecord
            {
                PodUid = _pod.Metadata.Uid!,
                Namespace = _pod.Metadata.Namespace!,
                Name = _pod.Metadata.Name!,
                Container = _container.Name!,
                Port = address.Tcp?.Port,
                Socket = address.SocketPath,
                Cgroup = cgroup?.Folder,
                RestartCount = run,
                StartedAt = _context.Time.GetUtcNow(),
            };
            _folder.WriteRecord(record);
            _folder.Logs.Prune(run);
            _record = record;
            _changed();
            var identity = ProcessLauncher.Start(plan.Spec with { Cgroup = cgroup?.Folder });
            (_plan, _process) = (plan, new InstanceProcess(identity, _folder, record.PodUid, _context.Time));
            Log.Started(_logger, NamespacedName.Of(_pod), identity.Pid, address);
            Update(r => r with
            {
                Message = null,
                Process = new StepReport(States.Running(record.StartedAt), r.Process.State.Terminated is null ? r.Process.LastState : r.Process.State, run) { ContainerId = _process.ContainerId },
            });
            await _context.Events.NormalAsync(_pod, "Started", $"Started container {_container.Name} at {address}", cancellationToken);
            return true;
        }
        catch (FetchException e) when (_model.IsWanted)
        {
            await InitializerFailedAsync(e, cancellationToken);
        }
        catch (FetchException e)
        {
            await NotStartedAsync("CreateContainerError", e.Message, cancellationToken);
        }
        catch (ConfigurationException e)
        {
            await NotStartedAsync("CreateContainerConfigError", e.Message, cancellationToken);
        }
        catch (LaunchException e)
        {
            await NotStartedAsync("RunContainerError", e.Message, cancellationToken);
        }
        catch (IOException e)
        {
            await NotStartedAsync("RunContainerError", $"the instance's folder {_folder.Path} cannot be written: {e.Message}", cancellationToken);
        }

        return false;
    }

    private async Task<(ContainerStateTerminated Ended, TimeSpan Uptime)> SuperviseAsync(CancellationToken cancellationToken)
    {
        using var run = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var prober = new Prober(_context, _plan!.Ports, _plan.Spec.Environment, _plan.Spec.WorkingDirectory);
        var probes = new InstanceProbes(_container, prober, _context.Settings.EagerProbePeriod, _context.Time)
        {
            Started = () => Update(r => r with { Process = r.Process with { Started = true } }),
            ReadyChanged = ready => Update(r => r with { Ready = ready }),
            Failed = ProbeFailed,
        }.RunAsync(run.Token);
        var log = new LogKeeper(_plan.Spec.LogFile, _context.Settings.MaxLogBytes, _context.Time, _logger).RunAsync(run.Token);
        var exit = _process!.WaitForExitAsync(cancellationToken);
        try
        {
            await Task.WhenAny(exit, probes);
            cancellationToken.ThrowIfCancellationRequested();
            if (!exit.IsCompleted)
            {
                var reason = await probes;
                await _context.Events.NormalAsync(_pod, "Killing", $"Container {_container.Name} failed liveness, will be restarted: {reason}", cancellationToken);
                Update(r => r with { Ready = false });
                await _process.TerminateAsync(Grace(_container.LivenessProbe?.TerminationGracePeriodSeconds), cancellationToken);
            }

            await exit;
        }
        finally
        {
            await run.CancelAsync();
            await ((Task)probes).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await log;
        }

        var uptime = _process.Uptime;
        var ended = _process.Ended(_record!.StartedAt, _plan.Spec.LogFile);
        _process = null;
        Log.Ended(_logger, NamespacedName.Of(_pod), ended.ExitCode, ended.Reason);
        Update(r => r with
        {
            Ready = false,
            Process = r.Process with { State = new ContainerState { Terminated = ended }, Started = false },
        });
        return (ended, uptime);
    }

    private TimeSpan Grace(long? seconds) => TimeSpan.FromSeconds(seconds ?? _pod.Spec.TerminationGracePeriodSeconds ?? 30);

    private void ProbeFailed(string kind, string reason)
    {
        // Until it was ready once, "not yet" is no news.
        if (kind != "Readiness" || Report.Ready)
        {
            _ = _context.Events.WarningAsync(_pod, "Unhealthy", $"{kind} probe failed: {reason}", CancellationToken.None);
        }
    }

    private ContainerState? LastReportedState() =>
        _pod.Status?.ContainerStatuses?.Find(s => s.Name == _container.Name) is { } status
            ? status.State?.Terminated is not null ? status.State : status.LastState
            : null;

    private void SetMessage(string? message) => Update(r => r with { Message = message });

    private void Update(Func<InstanceReport, InstanceReport> change)
    {
        lock (_gate)
        {
            Volatile.Write(ref _report, change(_report));
        }

        _changed();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Pod {Pod} started as process {Pid} at {Address}.")]
        public static partial void Started(ILogger logger, NamespacedName pod, int pid, ReplicaAddress address);

        [LoggerMessage(LogLevel.Information, "Pod {Pod} adopted: process {Pid} still runs.")]
        public static partial void Adopted(ILogger logger, NamespacedName pod, int pid);

        [LoggerMessage(LogLevel.Information, "Pod {Pod} ended with code {Code} ({Reason}).")]
        public static partial void Ended(ILogger logger, NamespacedName pod, int? code, string? reason);
    }
}
