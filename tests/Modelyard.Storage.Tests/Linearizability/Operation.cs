namespace Modelyard.Storage.Tests;

/// <summary>What was learned from a call. Revision 0 stands for a key that is absent.</summary>
internal abstract record Outcome
{
    /// <param name="Type">What the write did.</param>
    /// <param name="Expected">The revision the key had before, as the caller believed; 0 for a creation.</param>
    /// <param name="Revision">The revision it was told.</param>
    public sealed record Written(ChangeType Type, long Expected, long Revision) : Outcome;

    /// <summary>The key was seen at a revision: by a read, or by a refusal that names it.</summary>
    public sealed record Saw(long Revision) : Outcome;

    /// <summary>The key was there, at a revision that is not told.</summary>
    public sealed record SawSome : Outcome;

    /// <summary>The keys there were, at the revision the page is of.</summary>
    public sealed record SawAll(long At, IReadOnlyDictionary<ResourceKey, long> Keys) : Outcome;
}

/// <summary>A call, and between which moments of one common clock it was under way.</summary>
internal sealed record Operation(long Begun, long Ended, ResourceKey Key, Outcome Outcome);
