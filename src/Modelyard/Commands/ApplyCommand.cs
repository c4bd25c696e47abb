using System.CommandLine;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Commands;

/// <summary>Applies manifests by server-side apply.</summary>
internal sealed class ApplyCommand : ModelyardCommand
{
    private const string FieldManager = "modelyard";

    private readonly Option<string[]> _files = SharedOptions.Files();
    private readonly Option<string?> _namespace = SharedOptions.Namespace();
    private readonly Option<bool> _force = new("--force-conflicts") { Description = "Take over fields that others manage." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Let the server check everything and change nothing." };

    public ApplyCommand()
        : base("apply", "Create or change resources from manifests")
    {
        Add(_files);
        Add(_namespace);
        Add(_force);
        Add(_dryRun);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var documents = await Manifests.ReadAsync(arguments.GetValue(_files), cancellationToken);
        using var session = ApiSession.Open(arguments);
        var failed = false;
        foreach (var document in documents)
        {
            try
            {
                var target = await ManifestTarget.ResolveAsync(session, document, arguments.GetValue(_namespace), cancellationToken);
                var outcome = await ApplyAsync(
                    session, target, arguments.GetValue(_force), arguments.GetValue(_dryRun), cancellationToken);
                Console.Out.WriteLine($"{target.Type.Describe(target.Name)} {outcome}");
            }
            catch (Exception e) when (e is StatusException or CommandFailure)
            {
                // The rest may well be fine: say what is wrong with this one and go on, as kubectl does.
                await Console.Error.WriteLineAsync($"modelyard: {e.Message}");
                failed = true;
            }
        }

        return failed ? ExitCodes.Failed : ExitCodes.Ok;
    }

    private static async Task<string> ApplyAsync(
        ApiSession session, ManifestTarget target, bool force, bool dryRun, CancellationToken cancellationToken)
    {
        var before = await RevisionAsync(session, target, cancellationToken);
        var query = $"?fieldManager={FieldManager}&fieldValidation=Strict{(force ? "&force=true" : "")}{(dryRun ? "&dryRun=All" : "")}";
        using var response = await session.Connection.SendAsync(
            HttpMethod.Patch,
            target.Path + query,
            JsonSerializer.SerializeToUtf8Bytes(target.Document, ApiJson.Options),
            "application/apply-patch+yaml",
            cancellationToken);
        var after = await JsonNode.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
        var outcome = response.StatusCode == HttpStatusCode.Created ? "created"
            : (string?)after?["metadata"]?["resourceVersion"] == before ? "unchanged"
            : "configured";
        return dryRun ? outcome + " (dry run)" : outcome;
    }

    private static async Task<string?> RevisionAsync(ApiSession session, ManifestTarget target, CancellationToken cancellationToken)
    {
        try
        {
            var live = await session.Connection.GetAsync<JsonObject>(target.Path, cancellationToken);
            return (string?)live["metadata"]?["resourceVersion"];
        }
        catch (StatusException e) when (e.IsNotFound)
        {
            return null;
        }
    }
}
