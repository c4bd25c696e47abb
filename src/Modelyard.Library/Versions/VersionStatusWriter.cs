using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>Writes how a version stands.</summary>
internal sealed class VersionStatusWriter(IResourceClient client, TimeProvider time)
{
    /// <summary>Says how far a version has come on its first way through. One that was decided about keeps its phase.</summary>
    public Task PassAsync(VersionPassage passage, string phase, string message, CancellationToken cancellationToken) =>
        passage.IsDecided ? Task.CompletedTask : WriteAsync(passage, phase, message, cancellationToken);

    /// <summary>Something stands against the version: nothing further is done about it until that has changed.</summary>
    public Task BlockAsync(VersionPassage passage, string condition, string reason, string message, CancellationToken cancellationToken)
    {
        passage.Set(condition, false, reason, message);
        if (passage.Status.Conditions?.Exists(c => c is { Type: "Approved", Status: "True" }) == true)
        {
            passage.Set("Approved", false, "Blocked", message);
        }

        passage.Stop();
        return WriteAsync(passage, "Blocked", message, cancellationToken);
    }

    /// <summary>A step cannot be done now and is tried again. What was decided earlier holds until it could be.</summary>
    public async Task WaitAsync(
        VersionPassage passage, string phase, string condition, string reason, string message, TimeSpan retryAfter, CancellationToken cancellationToken)
    {
        passage.LookAgain(time.GetUtcNow() + retryAfter);
        if (passage.IsDecided)
        {
            passage.Set(condition, null, reason, message);
            return;
        }

        passage.Set(condition, false, reason, message);
        passage.Stop();
        await WriteAsync(passage, phase, message, cancellationToken);
    }

    public async Task WriteAsync(VersionPassage passage, string phase, string message, CancellationToken cancellationToken)
    {
        // A step may take long: people have labelled the version meanwhile.
        if (await client.TryGetAsync<ModelVersion>(passage.Key, cancellationToken) is not { } stored || stored.Metadata.Uid != passage.Version.Metadata.Uid)
        {
            // Another has its name now, and is nothing of what was found out about this one.
            passage.Stop();
            return;
        }

        var status = passage.Status;
        status.ObservedGeneration = passage.Version.Metadata.Generation;
        status.Phase = phase;
        status.Message = message.Length > 0 ? message : null;
        status.Usage = stored.Status?.Usage;
        status.Conditions = Merge(stored.Status?.Conditions ?? [], passage);
        await client.WriteAsync<ModelVersion, ModelVersionSpec, ModelVersionStatus>(stored, status, cancellationToken);
    }

    private List<Condition> Merge(List<Condition> before, VersionPassage passage)
    {
        var conditions = new Conditions(before, time.GetUtcNow());
        foreach (var kept in before)
        {
            conditions.Set(kept.Type!, kept.Status switch { "True" => true, "False" => false, _ => null }, kept.Reason, kept.Message);
        }

        foreach (var (type, (status, reason, message)) in passage.Conditions)
        {
            conditions.Set(type, status, reason, message);
        }

        return conditions.ToList();
    }
}
