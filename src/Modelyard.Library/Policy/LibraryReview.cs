using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>What the library has to say about an object before it is stored.</summary>
public sealed class LibraryReview(ModelPolicy policy)
{
    /// <summary>Why the object may not be stored, and what should be known about it. Pins services to the content that was approved.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="document">The object; an annotation may be added.</param>
    /// <param name="live">What it replaces; null when it is new.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<(string? Refusal, IReadOnlyList<string> Warnings)> ReviewAsync(
        string kind, JsonObject document, JsonObject? live, CancellationToken cancellationToken) => kind switch
        {
            nameof(ModelDeployment) when ServedModels.IsNews(document, live, isDeployment: true) => await DeploymentAsync(document, cancellationToken),
            nameof(InferenceService) when ServedModels.IsNews(document, live, isDeployment: false) => await ServiceAsync(document, cancellationToken),
            nameof(ModelRepository) => (WrongIn(Read<ModelRepository>(document).Spec), []),
            nameof(RetentionPolicy) => (WrongIn(Read<RetentionPolicy>(document).Spec.Schedule), []),
            nameof(ModelVersion) => (StageRules.Objection(Read<ModelVersion>(document), live is null ? null : Read<ModelVersion>(live)), []),
            _ => (null, []),
        };

    private static T Read<T>(JsonObject document) => document.Deserialize<T>(ApiJson.Options)!;

    private async Task<(string? Refusal, IReadOnlyList<string> Warnings)> DeploymentAsync(JsonObject document, CancellationToken cancellationToken) =>
        ServedModels.OfDeployment(document) is var (version, uri)
            ? Answer(await policy.JudgeAsync(ProjectOf(document), version, uri, cancellationToken))
            : (null, []);

    private async Task<(string? Refusal, IReadOnlyList<string> Warnings)> ServiceAsync(JsonObject document, CancellationToken cancellationToken)
    {
        var warnings = new List<string>();
        var (claimed, addresses) = (ServedModels.VersionOf(document), ServedModels.OfService(document));
        foreach (var (index, uri) in addresses.Index())
        {
            // What a service says about itself counts as far as it is true.
            var reference = index == 0 ? claimed : null;
            var verdict = await policy.JudgeAsync(ProjectOf(document), reference, uri, cancellationToken);
            if (verdict.Refusal is not null)
            {
                return (verdict.Refusal, []);
            }

            if (reference is not null && verdict.Version!.Spec.Source!.Uri != uri)
            {
                return ($"it says that it is made from {reference}, whose address is {verdict.Version.Spec.Source.Uri}, and names {uri}", []);
            }

            if (index == 0 && verdict.Version is not null && VersionGate.Objection(verdict.Version) is null)
            {
                ServedModels.Pin(document, verdict.Version);
            }

            warnings.AddRange(Answer(verdict).Warnings);
        }

        return (null, warnings);
    }

    private static string? WrongIn(ModelRepositorySpec spec)
    {
        try
        {
            _ = new RepositoryRules(spec.Rules ?? []);
            return WrongIn(spec.Schedule);
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }

    private static string? WrongIn(string? schedule)
    {
        try
        {
            _ = schedule is null ? null : CronSchedule.Parse(schedule);
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }

    private static (string? Refusal, IReadOnlyList<string> Warnings) Answer(ModelVerdict verdict) => (verdict.Refusal, verdict.Warning is null ? [] : [verdict.Warning]);

    private static string ProjectOf(JsonObject document) => document["metadata"]!["namespace"]!.ToString();
}
