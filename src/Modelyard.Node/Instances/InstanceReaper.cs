namespace Modelyard.Node;

/// <summary>Ends an instance by what is on disk about it alone.</summary>
internal static class InstanceReaper
{
    /// <summary>Ends its process, if it still runs, and removes its folder; true when it ran.</summary>
    public static async Task<bool> EndAsync(InstanceFolder folder, TimeSpan grace, TimeProvider time, CancellationToken cancellationToken)
    {
        var alive = false;
        if (ProcessIdentity.ReadRecord(folder.ProcessFile) is { } identity)
        {
            var process = new InstanceProcess(identity, folder, Path.GetFileName(folder.Path), time);
            alive = identity.IsAlive();
            if (alive)
            {
                await process.TerminateAsync(grace, cancellationToken);
            }

            process.EndLeftovers();
        }

        if (folder.ReadRecord()?.Cgroup is { } cgroup)
        {
            new InstanceCgroup(cgroup).End();
        }

        folder.Delete();
        return alive;
    }
}
