using Modelyard.Api;
using Modelyard.Artifacts;

namespace Modelyard.Node;

/// <summary>Fetches the model of a Pod: the job of KServe's storage initializer, reported as that init container.</summary>
internal sealed class InstanceModel(Pod pod, InstanceContext context)
{
    private static readonly TimeSpan ProgressPeriod = TimeSpan.FromSeconds(1);

    private readonly string? _uri = pod.Spec.InitContainers?.Find(c => c.Name == ContainerNames.StorageInitializer)?.Args is [var uri, ..] ? uri : null;

    public bool IsWanted => _uri is not null;

    /// <summary>The model's folder on this machine; null when the Pod wants none.</summary>
    /// <exception cref="FetchException">It cannot be had.</exception>
    public async Task<string?> FetchAsync(
        LaunchEnvironment variables, bool isRestart, Action<StepReport> report, Action<string?> message, CancellationToken cancellationToken)
    {
        if (_uri is null)
        {
            // Whoever leaves the model out of a Pod brings another one: where only what is approved may run, that is not for them to say.
            await context.Gate.AdmitAsync(pod, null, cancellationToken);
            return null;
        }

        var started = context.Time.GetUtcNow();
        if (!isRestart)
        {
            report(new StepReport(States.Running(started)));
            message($"Fetching {_uri}");
        }

        var admission = await context.Gate.AdmitAsync(pod, _uri, cancellationToken);

        // A replica that is started again must not be stopped by a hub that is away, nor silently get another model than the one before.
        var options = new FetchOptions
        {
            Token = variables.Variables.GetValueOrDefault("HF_TOKEN"),
            PreferCached = isRestart,
            BaseFolder = context.Options.ModelBaseFolder,
            Digest = admission.Digest,
            Holder = admission.Holder,
            Access = _uri.StartsWith("s3://", StringComparison.OrdinalIgnoreCase)
                ? SourceAccess.OfStorage(name => variables.Variables.GetValueOrDefault(name))
                : null,
        };
        var model = await context.Models.FetchAsync(_uri, options, pod.Metadata.Uid!, new Progress(message, _uri, context.Time), cancellationToken);
        if (!isRestart)
        {
            report(new StepReport(States.Terminated(0, started, context.Time.GetUtcNow())));
            await context.Events.NormalAsync(
                pod, "Fetched", model.StaleReason is { } stale ? $"Using {model.ResolvedUri} as fetched before: {stale}" : $"Model {model.ResolvedUri} is on this machine ({ByteText.Of(model.Size)})",
                cancellationToken);
        }

        return model.Folder;
    }

    /// <summary>Passes on one report a second: each becomes a write to the API.</summary>
    private sealed class Progress(Action<string?> message, string uri, TimeProvider time) : IProgress<FetchProgress>
    {
        private long _last = time.GetTimestamp();

        public void Report(FetchProgress value)
        {
            var last = Interlocked.Read(ref _last);
            if (time.GetElapsedTime(last) < ProgressPeriod || Interlocked.CompareExchange(ref _last, time.GetTimestamp(), last) != last)
            {
                return;
            }

            var done = value.BytesTotal is { } total ? $"{ByteText.Of(value.BytesDone)} of {ByteText.Of(total)}" : ByteText.Of(value.BytesDone);
            message($"Fetching {uri}: {done}, {value.FilesDone} of {value.FilesTotal} files{(value.Note is { } note ? $" ({note})" : "")}");
        }
    }
}
