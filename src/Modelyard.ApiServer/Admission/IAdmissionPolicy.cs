using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>What another part of the program has to say about objects before they are stored. In a cluster the same is a webhook.</summary>
public interface IAdmissionPolicy
{
    /// <summary>Asked about every valid object of a namespace. May change <paramref name="document"/>.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="document">The object to be stored.</param>
    /// <param name="live">The object it replaces; null for a new one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<AdmissionVerdict> ReviewAsync(KindDescriptor kind, JsonObject document, JsonObject? live, CancellationToken cancellationToken);

    /// <summary>Asked about every object of a namespace that somebody deletes; not when all of the namespace goes.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="live">The object.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Why it stays, and what to do; null when it may go.</returns>
    ValueTask<string?> ReviewDeletionAsync(KindDescriptor kind, JsonObject live, CancellationToken cancellationToken);
}

/// <summary>What a policy says.</summary>
/// <param name="Refusal">Why the object is not stored, and what to do; null when it is.</param>
/// <param name="Warnings">What whoever writes it should know.</param>
public sealed record AdmissionVerdict(string? Refusal, IReadOnlyList<string> Warnings)
{
    /// <summary>Nothing to say.</summary>
    public static AdmissionVerdict Allowed { get; } = new(null, []);
}

/// <summary>Holds the policy, which starts later than the API server does: it is a client of it.</summary>
internal sealed class AdmissionPolicySlot
{
    private volatile IAdmissionPolicy? _policy;

    public IAdmissionPolicy? Policy
    {
        get => _policy;
        set => _policy = value;
    }
}
