using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Commands;

/// <summary>Says whether deployments would run here, and why not, before anything is changed.</summary>
internal sealed class CheckCommand : ModelyardCommand
{
    private readonly Option<string[]> _files = SharedOptions.Files();
    private readonly Option<string?> _namespace = SharedOptions.Namespace();

    public CheckCommand()
        : base("check", "Say whether deployments would run here, and if not, why")
    {
        Add(_files);
        Add(_namespace);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var deployments = (await Manifests.ReadAsync(arguments.GetValue(_files), cancellationToken)).Where(d => d["kind"]?.ToString() == nameof(ModelDeployment)).ToList();
        if (deployments.Count == 0)
        {
            throw new CommandFailure(ExitCodes.Usage, "there is no ModelDeployment in the manifests.");
        }

        using var session = ApiSession.Open(arguments);
        var allowed = true;
        foreach (var deployment in deployments)
        {
            var project = deployment["metadata"]?["namespace"]?.ToString() ?? arguments.GetValue(_namespace) ?? session.Namespace;
            var answer = await session.CreateAsync(QuestionKinds.DeploymentReviews, project, new JsonObject { ["name"] = deployment["metadata"]?["name"]?.DeepClone() }, deployment["spec"]?.DeepClone() as JsonObject ?? [], cancellationToken);
            var review = answer["status"].Deserialize<DeploymentReviewStatus>(ApiJson.Options)!;
            allowed &= review.Allowed == true;
            await Console.Out.WriteAsync(LibraryPrinter.Review($"{project}/{deployment["metadata"]?["name"]}", review));
        }

        return allowed ? ExitCodes.Ok : ExitCodes.Failed;
    }
}
