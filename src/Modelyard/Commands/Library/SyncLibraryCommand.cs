using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Commands;

/// <summary>Has the source of a repository looked through now.</summary>
internal sealed class SyncLibraryCommand : ModelyardCommand
{
    private readonly Argument<string> _repository = new("repository") { Description = "The ModelRepository, as project/name or name." };
    private readonly Option<string?> _namespace = SharedOptions.Namespace();

    public SyncLibraryCommand()
        : base("sync", "Have the source of a repository looked through now")
    {
        Add(_repository);
        Add(_namespace);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var session = ApiSession.Open(arguments);
        var name = arguments.GetValue(_repository)!.Split('/', 2);
        var key = name is [var project, var own]
            ? new NamespacedName(project, own)
            : new NamespacedName(arguments.GetValue(_namespace) ?? session.Namespace, name[0]);
        var now = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        var request = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [LibraryNames.SyncRequestAnnotation] = now } } };
        await new ResourceClient(session.Connection).PatchAsync<ModelRepository>(key, Patch.Merge(request), cancellationToken);
        await Console.Out.WriteLineAsync($"{key} is being looked through. Follow it with: modelyard library list -n {key.Namespace}");
        return ExitCodes.Ok;
    }
}
