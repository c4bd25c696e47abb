using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>
/// Decides about the models that deployments and services name: by version, which must be approved, or by address, behind which an approved version
/// must stand where the project says so.
/// </summary>
public sealed class ModelPolicy(ModelSeal seal, IResourceClient client)
{
    /// <summary>What the project's policy makes of a model.</summary>
    /// <param name="project">The project it is to run in.</param>
    /// <param name="reference">The version, as written; null when an address is given.</param>
    /// <param name="uri">The address; null when a version is given, or the engine brings the model.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ModelVerdict> JudgeAsync(string project, string? reference, string? uri, CancellationToken cancellationToken)
    {
        if (reference is not null)
        {
            return VersionReference.Parse(reference) is { } named
                ? await JudgeAsync(project, named, cancellationToken)
                : new ModelVerdict($"\"{reference}\" is not a version of the library: write project/model:version, such as acme/atlas:1.2", null, null);
        }

        var mode = await ModeOfAsync(project, cancellationToken);
        if (mode == PolicyMode.Off)
        {
            return ModelVerdict.Allowed;
        }

        var version = uri is null ? null : await BehindAsync(project, uri, cancellationToken);
        var objection = version is null
            ? $"no version of the library stands behind {uri ?? "the model that the image brings"}: name an approved version in spec.model.version, or have the address taken in by a ModelRepository and approved"
            : await ObjectionAsync(version, cancellationToken);
        if (objection is null)
        {
            return new ModelVerdict(null, VersionGate.Remark(version!), version);
        }

        return mode == PolicyMode.Enforce
            ? new ModelVerdict($"the project {project} runs approved models only, and {objection}", null, version)
            : new ModelVerdict(null, $"the project {project} is to run approved models only, and {objection}", version);
    }

    /// <summary>Whether a model may be loaded, and what it must be then.</summary>
    /// <param name="project">The project it runs in.</param>
    /// <param name="claimed">The version that what runs says it was made from; null when it names none.</param>
    /// <param name="pinned">The digest it was pinned to; null when it was not.</param>
    /// <param name="uri">The address it is loaded from; null when what runs brings the model itself.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Why not; or the content that it must be, null for any, and whose content in the store that may be taken from.</returns>
    public async Task<(string? Refusal, string? Digest, string? Holder)> JudgeLoadAsync(string project, string? claimed, string? pinned, string? uri, CancellationToken cancellationToken)
    {
        var verdict = await JudgeAsync(project, claimed, uri, cancellationToken);
        if (verdict.Refusal is { } refusal)
        {
            return (refusal, null, null);
        }

        if (claimed is null && await ModeOfAsync(project, cancellationToken) != PolicyMode.Enforce)
        {
            // Nobody vouches for the pin: it says what the model must be, and gives no right to it.
            return (null, pinned, await HolderOfAsync(project, cancellationToken));
        }

        var version = verdict.Version!;
        var (address, digest) = (version.Spec.Source!.Uri, version.Status!.Digest);
        return address != uri ? ($"{VersionReference.Of(version)} comes from {address}, and this is {uri ?? "what the image brings"}", null, null)
            : pinned is not null && pinned != digest ? ($"{VersionReference.Of(version)} is {digest}, and this was made for {pinned}: deploy it again", null, null)
            : (null, digest, await HolderOfAsync(version.Metadata.Namespace!, cancellationToken));
    }

    private async Task<string> HolderOfAsync(string project, CancellationToken cancellationToken) => ContentHolder.Of(project, await OwnerOfAsync(project, cancellationToken));

    // What was decided about it, and whether the record of that is the one that was signed.
    private async Task<string?> ObjectionAsync(ModelVersion version, CancellationToken cancellationToken) =>
        VersionGate.Objection(version) ?? await seal.ObjectionAsync(version, cancellationToken);

    private async Task<PolicyMode> ModeOfAsync(string project, CancellationToken cancellationToken) =>
        VersionGate.ModeOf(await client.TryGetAsync<Namespace>(new NamespacedName("", project), cancellationToken));

    // Who names a version of the library means its approval, whatever the mode.
    private async Task<ModelVerdict> JudgeAsync(string project, VersionReference reference, CancellationToken cancellationToken)
    {
        var home = reference.Project ?? project;
        var version = await client.TryGetAsync<ModelVersion>(new NamespacedName(home, reference.ResourceName), cancellationToken);
        if (version is null || !reference.Means(version) || (home != project && !await IsSharedAsync(version, project, cancellationToken)))
        {
            return new ModelVerdict($"the library has no version {home}/{reference.Model}:{reference.Version} that {project} may use. See which there are with: modelyard library list", null, null);
        }

        return await ObjectionAsync(version, cancellationToken) is { } objection
            ? new ModelVerdict(objection, null, version)
            : new ModelVerdict(null, VersionGate.Remark(version), version);
    }

    private async Task<ModelVersion?> BehindAsync(string project, string uri, CancellationToken cancellationToken)
    {
        var versions = await client.ListAsync<ModelVersion>(new ListOptions { Namespace = project }, cancellationToken);
        var behind = versions.Items.Where(v => v.Spec.Source?.Uri == uri).ToList();
        return behind.Find(v => VersionGate.Objection(v) is null) ?? behind.FirstOrDefault();
    }

    private async Task<bool> IsSharedAsync(ModelVersion version, string project, CancellationToken cancellationToken)
    {
        var model = await client.TryGetAsync<Model>(new NamespacedName(version.Metadata.Namespace!, version.Spec.Model!), cancellationToken);
        var (own, other) = (await OwnerOfAsync(version.Metadata.Namespace!, cancellationToken), await OwnerOfAsync(project, cancellationToken));
        return (own is not null && own == other)
            || model?.Spec.Sharing?.Policy == "AllOrganizations"
            || (model?.Spec.Sharing is { Policy: "Organizations", Organizations: { } shared } && other is not null && shared.Contains(other));
    }

    private async Task<string?> OwnerOfAsync(string project, CancellationToken cancellationToken) =>
        (await client.TryGetAsync<Namespace>(new NamespacedName("", project), cancellationToken))?.Metadata.Labels?.GetValueOrDefault(TenancyNames.OrganizationLabel);
}

/// <summary>What a policy makes of a model.</summary>
/// <param name="Refusal">Why it may not run; null when it may.</param>
/// <param name="Warning">What should be known.</param>
/// <param name="Version">The version that stands behind it.</param>
public sealed record ModelVerdict(string? Refusal, string? Warning, ModelVersion? Version)
{
    internal static ModelVerdict Allowed { get; } = new(null, null, null);
}
