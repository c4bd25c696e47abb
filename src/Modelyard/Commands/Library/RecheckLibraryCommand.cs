using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Commands;

/// <summary>Reads every byte of versions again, and says which files are not what was approved.</summary>
internal sealed class RecheckLibraryCommand : ModelyardCommand
{
    private readonly Argument<string[]> _versions = new("version") { Description = "Versions, as project/model:version.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _repair = new("--repair") { Description = "Take what is not as it was approved out of the store, and fetch it again." };

    public RecheckLibraryCommand()
        : base("recheck", "Read every byte of versions again, and say which files are not what was approved")
    {
        Add(_versions);
        Add(_repair);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var session = ApiSession.Open(arguments);
        var allIntact = true;
        foreach (var text in arguments.GetValue(_versions)!)
        {
            var version = await LibraryCommand.FindAsync(session, text, cancellationToken);
            var spec = new JsonObject { ["version"] = version.Metadata.Name, ["repair"] = arguments.GetValue(_repair) };
            var answer = (await AskAsync(session, version.Metadata.Namespace!, spec, cancellationToken)).Status!;
            allIntact &= answer.Intact == true;
            await Console.Out.WriteAsync(RecordPrinter.Content(version, answer));
        }

        return allIntact ? ExitCodes.Ok : ExitCodes.Failed;
    }

    // Takes as long as reading the model does: longer than other questions are waited for.
    private static Task<ContentReview> AskAsync(ApiSession session, string project, JsonObject spec, CancellationToken cancellationToken)
    {
        var kind = QuestionKinds.ContentReviews;
        var question = JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["apiVersion"] = kind.ApiVersion, ["kind"] = kind.Kind, ["spec"] = spec }, ApiJson.Options);
        return session.Connection.UploadAsync<ContentReview>(KindRequests.Path(kind, project), new MemoryStream(question), "application/json", cancellationToken);
    }
}
