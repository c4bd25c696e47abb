using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>What an object goes through before it is stored, in this order: known fields only, defaults, record of managers, author, rules, policy.</summary>
internal sealed class AdmissionChain(
    FieldOwnership ownership, AuthorRights rights, IEnumerable<IAuthorStamp> stamps, AdmissionPolicySlot policy, Tenancy tenancy)
{
    private readonly IAuthorStamp[] _stamps = [.. stamps];

    /// <param name="kind">Its kind.</param>
    /// <param name="document">The object to be stored.</param>
    /// <param name="live">The object it replaces; null for a new one.</param>
    /// <param name="options">How the client wants it done.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The object as it will be stored.</returns>
    public async ValueTask<JsonObject> AdmitAsync(
        KindDescriptor kind, JsonObject document, JsonObject? live, WriteOptions options, CancellationToken cancellationToken)
    {
        StrictDecoding.Apply(kind, document, options);
        if (live is null && NamespaceGuard.IsNamespace(kind))
        {
            NamespaceGuard.Occupy(document);
        }

        document = kind.Default?.Invoke(document) ?? document;
        if (!options.IsApply)
        {
            ownership.Track(kind, live, document, options);
        }

        await StampAsync(kind, document, live, options.User, cancellationToken);
        var errors = kind.Validate?.Invoke(document, live) ?? [];
        if (errors.Count > 0)
        {
            throw StatusErrors.Invalid(kind, document.Meta().Name ?? "", errors);
        }

        foreach (var warning in kind.Warn?.Invoke(document) ?? [])
        {
            options.Warn(warning);
        }

        if (live is null && ReferenceEquals(kind, LedgerKinds.Members))
        {
            await tenancy.RequireHomeAsync(kind, document, cancellationToken);
        }

        await rights.CheckAsync(kind, document, live, options, cancellationToken);
        await ReviewAsync(kind, document, live, options, cancellationToken);
        return document;
    }

    private async ValueTask StampAsync(KindDescriptor kind, JsonObject document, JsonObject? live, UserIdentity? user, CancellationToken cancellationToken)
    {
        if (kind.Group == TenancyNames.Group && user is not null && Array.Find(_stamps, s => s.Kind == kind.Kind) is { } stamp)
        {
            await stamp.ApplyAsync(kind, document, live, user, cancellationToken);
        }
    }

    private async ValueTask ReviewAsync(KindDescriptor kind, JsonObject document, JsonObject? live, WriteOptions options, CancellationToken cancellationToken)
    {
        if (policy.Policy is not { } reviewer || !kind.IsNamespaced())
        {
            return;
        }

        var verdict = await reviewer.ReviewAsync(kind, document, live, cancellationToken);
        foreach (var warning in verdict.Warnings)
        {
            options.Warn(warning);
        }

        if (verdict.Refusal is { } refusal)
        {
            throw StatusErrors.Forbidden(kind, document.Meta().Name ?? "", refusal);
        }
    }
}
