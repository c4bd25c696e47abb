using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>
/// A project that runs approved models only would run any, if everybody in it could say what its engines start and load. So there nobody says it who was not given
/// the verb <c>use</c> on <c>engines</c> in the project; to choose an approved version, a runtime that somebody answers for, and how it is tuned takes no more than to write the object.
/// </summary>
internal sealed class EngineRight(ObjectStore objects, ObjectLister lister, KindCatalog catalog, RequestAuthorizer authorizer)
{
    private const string Runtimes = "servingruntimes";
    private const int MostNamed = 5;

    /// <summary>Refuses, or where the project only warns warns of, what its author may not say.</summary>
    /// <exception cref="StatusException">Forbidden.</exception>
    public async ValueTask CheckAsync(KindDescriptor kind, JsonObject document, JsonObject? live, WriteOptions options, CancellationToken cancellationToken)
    {
        if (options.User is not { } user)
        {
            return;
        }

        var verdict = await JudgeAsync(kind, document, live, user, cancellationToken);
        foreach (var warning in verdict.Warnings)
        {
            options.Warn(warning);
        }

        if (verdict.Refusal is { } refusal)
        {
            throw StatusErrors.Forbidden(kind, document.Meta().Name ?? "", refusal);
        }

        if (IsRuntime(kind))
        {
            await StampAsync(kind, document, live, user, cancellationToken);
        }
    }

    /// <summary>What admission says to a deployment that somebody asks about.</summary>
    public async ValueTask<AdmissionVerdict> ReviewAsync(KindDescriptor kind, JsonObject question, UserIdentity user, CancellationToken cancellationToken)
    {
        if (!ReferenceEquals(kind, QuestionKinds.DeploymentReviews) || catalog.Current.Find(TenancyNames.Group, "v1alpha1", "modeldeployments") is not { } deployments)
        {
            return AdmissionVerdict.Allowed;
        }

        var live = await objects.FindAsync(deployments, question.Meta().Namespace!, question.Meta().Name!, cancellationToken);
        return await JudgeAsync(deployments, question, live, user, cancellationToken);
    }

    // What was there before is not its next author's to answer for.
    private async ValueTask<AdmissionVerdict> JudgeAsync(KindDescriptor kind, JsonObject document, JsonObject? live, UserIdentity user, CancellationToken cancellationToken)
    {
        if (!EngineParts.Concerns(kind) || RequestAuthorizer.IsAdministrator(user))
        {
            return AdmissionVerdict.Allowed;
        }

        var parts = NewParts(kind, document, live);
        var choices = RuntimeChoice.Of(kind, document).Except(live is null ? [] : RuntimeChoice.Of(kind, live)).ToList();
        if (parts.Count == 0 && choices.Count == 0)
        {
            return AdmissionVerdict.Allowed;
        }

        var project = document.Meta().Namespace!;
        var mode = await ModeOfAsync(project, cancellationToken);
        if (mode == PolicyMode.Off || await MayAsync(document, user, cancellationToken))
        {
            return AdmissionVerdict.Allowed;
        }

        parts.AddRange(await UnknownAsync(choices, project, cancellationToken));
        if (parts.Count == 0)
        {
            return AdmissionVerdict.Allowed;
        }

        var said = string.Join(", ", parts.Take(MostNamed)) + (parts.Count > MostNamed ? $" and {parts.Count - MostNamed} more" : "");
        var right = $"the verb {EngineNames.Verb} on {EngineNames.Resource}.{TenancyNames.Group} in the project. "
            + $"Somebody who looks after the installation can give it, with a RoleBinding in {project} to the ClusterRole {EngineNames.Role}";
        return mode == PolicyMode.Enforce
            ? new AdmissionVerdict($"{said}: this decides what an engine runs or loads, the project {project} runs approved models only, and user \"{user.Name}\" may not say it: that takes {right}", [])
            : new AdmissionVerdict(null, [$"{said}: this decides what an engine runs or loads, and the project {project} is to run approved models only. Once it enforces that, saying it takes {right}"]);
    }

    // To leave something out gives what is left another meaning; to leave everything out says nothing.
    private static List<EnginePart> NewParts(KindDescriptor kind, JsonObject document, JsonObject? live)
    {
        var parts = EngineParts.Of(kind, document);
        if (live is null)
        {
            return [.. parts.Where(p => p.Value is not null)];
        }

        var present = EngineParts.Of(kind, live);
        List<EnginePart> changed = [.. parts.Where(p => !present.Any(p.Says))];
        return changed.Count > 0 || parts.Count == 0 ? changed : [.. present.Where(p => !parts.Any(p.Says))];
    }

    private static bool IsRuntime(KindDescriptor kind) => kind.Is(ServingNames.Group, Runtimes);

    private async ValueTask<PolicyMode> ModeOfAsync(string project, CancellationToken cancellationToken)
    {
        var namespaces = catalog.Current.Find("", "v1", "namespaces")!;
        var found = await objects.FindAsync(namespaces, "", project, cancellationToken);
        return VersionGate.ModeOf(found?.Meta().Labels?[LibraryNames.PolicyLabel]?.ToString());
    }

    private ValueTask<bool> MayAsync(JsonObject document, UserIdentity user, CancellationToken cancellationToken) => authorizer.AllowsAsync(
        user,
        new AccessAttributes(EngineNames.Verb, TenancyNames.Group, EngineNames.Resource, "", document.Meta().Namespace!, document.Meta().Name ?? ""),
        cancellationToken);

    // Runtimes of a project come before those of the installation, and may be from a time when anybody could write them. Those that a deployment brings are for it alone.
    private async Task<List<EnginePart>> UnknownAsync(List<RuntimeChoice> choices, string project, CancellationToken cancellationToken)
    {
        var found = new List<EnginePart>();
        var runtimes = catalog.Current.Find(ServingNames.Group, "v1alpha1", Runtimes)!;
        foreach (var choice in choices)
        {
            found.AddRange((await CandidatesAsync(choice)).Where(r => AuthorOf(r) is null).Select(r => r.Deserialize<ServingRuntime>(ApiJson.Options)!).Where(choice.MayBe)
                .Select(r => new EnginePart(choice.Path, null, $"the project's own ServingRuntime {r.Metadata.Name}, which nobody with that right has written")));
        }

        return found;

        async Task<IEnumerable<JsonObject>> CandidatesAsync(RuntimeChoice choice)
        {
            if (choice.Name is { } name)
            {
                return await objects.FindAsync(runtimes, project, name, cancellationToken) is { } named ? [named] : [];
            }

            var page = await lister.ListAsync(runtimes, project, ObjectFilter.Everything, 0, 0, null, cancellationToken);
            return page.Items.Select(i => i.Document);
        }
    }

    /// <summary>Writes down who answers for what a runtime says: who wrote it last, if they had the right, whatever the mode of the project was.</summary>
    private async ValueTask StampAsync(KindDescriptor kind, JsonObject document, JsonObject? live, UserIdentity user, CancellationToken cancellationToken)
    {
        var (before, asked) = (live is null ? null : AuthorOf(live), AuthorOf(document));
        var isNew = live is null || NewParts(kind, document, live).Count > 0;
        var answers = (isNew || asked != before) && !IsOfDeployment(document) && await MayAsync(document, user, cancellationToken);
        var author = answers ? user.Name : isNew ? null : before;
        if (author == asked)
        {
            return;
        }

        var metadata = document.Meta().Object;
        var annotations = metadata["annotations"] as JsonObject ?? [];
        annotations.Remove(EngineNames.AuthorAnnotation);
        if (author is not null)
        {
            annotations.Add(EngineNames.AuthorAnnotation, author);
        }

        metadata.Remove("annotations");
        if (annotations.Count > 0)
        {
            metadata.Add("annotations", annotations);
        }
    }

    private static bool IsOfDeployment(JsonObject document) => document.Meta().OwnerReferences.Any(o => o["kind"]?.ToString() == nameof(ModelDeployment));

    private static string? AuthorOf(JsonObject document) => document["metadata"]?["annotations"]?[EngineNames.AuthorAnnotation]?.ToString();
}
