using Modelyard.Node;

namespace Modelyard;

/// <summary>The processes of the models, when no control plane looks after them.</summary>
internal static class ModelProcesses
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    public static async Task EndAsync(DataDirectory data, TextWriter output, CancellationToken cancellationToken)
    {
        var ended = await InstanceShutdown.EndAllAsync(data.Path, Grace, TimeProvider.System, cancellationToken);
        if (File.Exists(data.ModelMemoryFile))
        {
            ModelMemoryFolder.Remove(await File.ReadAllTextAsync(data.ModelMemoryFile, cancellationToken));
        }

        if (ended > 0)
        {
            await output.WriteLineAsync(ended == 1 ? "1 model process stopped" : $"{ended} model processes stopped");
        }
    }
}
