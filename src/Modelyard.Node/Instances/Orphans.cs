namespace Modelyard.Node;

/// <summary>Ends what an earlier control plane started and whose Pod was deleted while nobody was there.</summary>
internal sealed class Orphans(InstanceContext context)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Ends every instance on disk whose Pod is not in <paramref name="present"/>, and removes its folder.</summary>
    public async Task EndAsync(IReadOnlySet<string> present, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(context.InstancesFolder))
        {
            return;
        }

        var orphans = Directory.EnumerateDirectories(context.InstancesFolder).Where(path => !present.Contains(Path.GetFileName(path)));
        await Task.WhenAll(orphans.Select(path => InstanceReaper.EndAsync(new InstanceFolder(path), Grace, context.Time, cancellationToken)));
    }
}
