namespace Modelyard.Node;

/// <summary>Ends an instance by what is on disk about it alone.</summary>
internal static class InstanceReaper
{
    /// <summary>Ends its process, if it still runs, and removes its folder; true when it ran.</summary>
    public static async Task<bool> EndAsync(InstanceFolder folder, TimeSpan grace, TimeProvider time, CancellationToken cancellationToken)
    {
        var podUid = Path.GetFileName(folder.Path);
        var alive = false;
        if (ProcessIdentity.ReadRecord(folder.ProcessFile) is { } identity && identity.IsAlive())
        {
            alive = true;
            await new InstanceProcess(identity, folder, podUid, time).TerminateAsync(grace, cancellationToken);
        }

        // Also when no process is on record: a launcher that has only just been started has not written yet who it is.
        alive |= InstanceProcess.EndLeftovers(folder, podUid);
        folder.Delete();
        return alive;
    }
}
