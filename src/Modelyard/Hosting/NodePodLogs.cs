using System.Runtime.CompilerServices;
using Modelyard.ApiServer;
using Modelyard.Node;

namespace Modelyard;

/// <summary><c>kubectl logs</c> over the node agent's files: the API server and the node know nothing of each other.</summary>
internal sealed class NodePodLogs(InstanceLogs logs) : IPodLogSource
{
    public async IAsyncEnumerable<PodLogLine> ReadAsync(PodLogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var wanted = new InstanceLogQuery(query.PodUid, query.Container)
        {
            Follow = query.Follow,
            Previous = query.Previous,
            TailLines = query.TailLines,
            Since = query.Since,
        };
        await foreach (var line in logs.ReadAsync(wanted, cancellationToken))
        {
            yield return new PodLogLine(line.Time, line.Text);
        }
    }
}
