using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Commands;

/// <summary>Says what the rules of repositories would take, and why each other version is left out. Changes nothing.</summary>
internal sealed class PreviewLibraryCommand : ModelyardCommand
{
    private readonly Option<string[]> _files = SharedOptions.Files();
    private readonly Option<string?> _namespace = SharedOptions.Namespace();
    private readonly Option<bool> _trace = new("--trace") { Description = "What each rule said, not only the one that decided." };

    public PreviewLibraryCommand()
        : base("preview", "Say what the rules of a repository would take, and why each other version is left out")
    {
        Add(_files);
        Add(_namespace);
        Add(_trace);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var repositories = (await Manifests.ReadAsync(arguments.GetValue(_files), cancellationToken)).Where(d => d["kind"]?.ToString() == nameof(ModelRepository)).ToList();
        if (repositories.Count == 0)
        {
            throw new CommandFailure(ExitCodes.Usage, "there is no ModelRepository in the manifests: name one that holds the rules.");
        }

        using var session = ApiSession.Open(arguments);
        foreach (var repository in repositories)
        {
            var project = repository["metadata"]?["namespace"]?.ToString() ?? arguments.GetValue(_namespace) ?? session.Namespace;
            var answer = await session.CreateAsync(
                QuestionKinds.RepositoryPreviews, project, [], repository["spec"]?.DeepClone() as JsonObject ?? [], cancellationToken);
            var versions = answer["status"].Deserialize<ModelRepositoryPreviewStatus>(ApiJson.Options)?.Versions ?? [];
            await Console.Out.WriteAsync(LibraryPrinter.Preview(versions, arguments.GetValue(_trace)));
        }

        return ExitCodes.Ok;
    }
}
