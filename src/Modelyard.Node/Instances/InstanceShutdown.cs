namespace Modelyard.Node;

/// <summary>Ends every instance of a data folder without a control plane: for an explicit end, also after one that was killed.</summary>
/// <remarks>No control plane may run on the folder: it would start them again.</remarks>
public static class InstanceShutdown
{
    /// <summary>Ends all and waits until nothing is left; returns how many ran.</summary>
    /// <param name="dataDirectory">The folder the node agent was given.</param>
    /// <param name="grace">How long each may take to finish what it is doing.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops waiting; what was told to end goes on ending.</param>
    public static async Task<int> EndAllAsync(string dataDirectory, TimeSpan grace, TimeProvider time, CancellationToken cancellationToken)
    {
        var folder = InstanceContext.InstancesFolderOf(dataDirectory);
        var ended = await Task.WhenAll((Directory.Exists(folder) ? Directory.EnumerateDirectories(folder) : [])
            .Select(path => InstanceReaper.EndAsync(new InstanceFolder(path), grace, time, cancellationToken)));
        SocketFolder.Of(dataDirectory).DeleteIfEmpty();
        CgroupRoot.Prepare(dataDirectory).End();
        return ended.Count(alive => alive);
    }
}
