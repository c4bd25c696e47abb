using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Commands;

/// <summary>Says what repositories would take and retention policies would let go of, and why not the rest. Changes nothing.</summary>
internal sealed class PreviewLibraryCommand : ModelyardCommand
{
    private readonly Option<string[]> _files = SharedOptions.Files();
    private readonly Option<string?> _namespace = SharedOptions.Namespace();
    private readonly Option<bool> _trace = new("--trace") { Description = "What each rule of a repository said, not only the one that decided." };

    public PreviewLibraryCommand()
        : base("preview", "Say what the rules of a repository would take, or a retention policy would let go of, and why not the rest")
    {
        Add(_files);
        Add(_namespace);
        Add(_trace);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var documents = await Manifests.ReadAsync(arguments.GetValue(_files), cancellationToken);
        var asked = documents.Where(d => d["kind"]?.ToString() is nameof(ModelRepository) or nameof(RetentionPolicy)).ToList();
        if (asked.Count == 0)
        {
            throw new CommandFailure(ExitCodes.Usage, "there is neither a ModelRepository nor a RetentionPolicy in the manifests: name one that holds the rules.");
        }

        using var session = ApiSession.Open(arguments);
        foreach (var document in asked)
        {
            var project = document["metadata"]?["namespace"]?.ToString() ?? arguments.GetValue(_namespace) ?? session.Namespace;
            await Console.Out.WriteAsync(
                document["kind"]!.ToString() == nameof(ModelRepository)
                    ? LibraryPrinter.Preview((await AskAsync<ModelRepositoryPreviewStatus>(QuestionKinds.RepositoryPreviews)).Versions ?? [], arguments.GetValue(_trace))
                    : LibraryPrinter.Preview((await AskAsync<RetentionPreviewStatus>(QuestionKinds.RetentionPreviews)).Versions ?? []));

            async Task<T> AskAsync<T>(KindDescriptor question)
                where T : new()
            {
                var answer = await session.CreateAsync(question, project, [], document["spec"]?.DeepClone() as JsonObject ?? [], cancellationToken);
                return answer["status"].Deserialize<T>(ApiJson.Options) ?? new T();
            }
        }

        return ExitCodes.Ok;
    }
}
