using System.Net;
using System.Text;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Node;

/// <summary>The logs of the Pods of this machine, for <c>kubectl logs</c>. Refuses in the words of the kubelet.</summary>
public sealed class InstanceLogs
{
    private readonly IResourceClient _client;
    private readonly InstanceContext _context;

    internal InstanceLogs(InstanceContext context) => (_client, _context) = (context.Client, context);

    /// <summary>The bytes of a log as they come.</summary>
    /// <exception cref="StatusException">There is no such Pod, container or run, or it has not started yet.</exception>
    public async Task<IAsyncEnumerable<ReadOnlyMemory<byte>>> OpenAsync(NamespacedName pod, InstanceLogQuery query, CancellationToken cancellationToken)
    {
        var found = await _client.GetAsync<Pod>(pod, cancellationToken);
        var main = LaunchPlan.MainContainer(found);
        if (query.Container == ContainerNames.StorageInitializer && found.Spec.InitContainers?.Any(c => c.Name == query.Container) == true)
        {
            return InitializerLog(found);
        }

        if (query.Container is { Length: > 0 } name && name != main.Name)
        {
            throw Refuse($"container {name} is not valid for pod {pod.Name}: the one that runs is {main.Name}");
        }

        var folder = _context.Folder(found.Metadata.Uid!);
        if (folder.ReadRecord() is not { } record)
        {
            var waiting = found.Status?.ContainerStatuses?.Find(s => s.Name == main.Name)?.State?.Waiting;
            throw Refuse($"container \"{main.Name}\" in pod \"{pod.Name}\" is waiting to start: {waiting?.Message ?? waiting?.Reason ?? "not scheduled yet"}");
        }

        var run = query.Previous ? record.RestartCount - 1 : record.RestartCount;
        var file = folder.Logs.Of(run);
        if (query.Previous && !File.Exists(file))
        {
            throw Refuse($"previous terminated container \"{main.Name}\" in pod \"{pod.Name}\" not found");
        }

        return new LogReader(file, IsOver, _context.Time).ReadAsync(query, cancellationToken);

        bool IsOver() => folder.ReadRecord()?.RestartCount != run || ExitRecord.Read(folder.ExitFile) is not null;
    }

    // Nothing is run for it, so there is no file: what it would have said is in the Pod's status.
    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> InitializerLog(Pod pod)
    {
        await Task.CompletedTask;
        var status = pod.Status?.InitContainerStatuses?.Find(s => s.Name == ContainerNames.StorageInitializer);
        var text = status switch
        {
            { State.Terminated: { ExitCode: 0 } } => "The model is on this machine.",
            { State.Terminated.Message: { } message } => message,
            { LastState.Terminated.Message: { } message } => message,
            _ => pod.Status?.Message ?? "Waiting to start.",
        };
        yield return Encoding.UTF8.GetBytes(text + "\n");
    }

    private static StatusException Refuse(string message) => new(HttpStatusCode.BadRequest, StatusReason.BadRequest, message);
}
