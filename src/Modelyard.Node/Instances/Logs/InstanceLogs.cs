using System.Runtime.CompilerServices;

namespace Modelyard.Node;

/// <summary>The output of the Pods of this machine.</summary>
public sealed class InstanceLogs
{
    private readonly InstanceContext _context;

    internal InstanceLogs(InstanceContext context) => _context = context;

    /// <summary>The lines of a run as they come.</summary>
    /// <exception cref="FileNotFoundException">With the first line asked for: the container has not started yet, is not one that is run, or has no such run.</exception>
    public async IAsyncEnumerable<InstanceLogLine> ReadAsync(InstanceLogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var folder = _context.Folder(query.PodUid);
        if (folder.ReadRecord() is not { } record || record.Container != query.Container)
        {
            throw new FileNotFoundException($"Container {query.Container} has no output on this machine.");
        }

        var run = query.Previous ? record.RestartCount - 1 : record.RestartCount;
        var file = folder.Logs.Of(run);
        if (query.Previous && !File.Exists(file))
        {
            throw new FileNotFoundException($"Container {query.Container} had no run before this one.", file);
        }

        await foreach (var line in new LogReader(file, IsOver, _context.Time).ReadAsync(query, cancellationToken))
        {
            yield return line;
        }

        bool IsOver() => folder.ReadRecord()?.RestartCount != run || ExitRecord.Read(folder.ExitFile) is not null;
    }
}
