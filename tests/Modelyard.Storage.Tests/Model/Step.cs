namespace Modelyard.Storage.Tests;

/// <summary>One call of a random test. Revisions are given relative to the newest one, so that a shortened test still makes sense.</summary>
public abstract record Step
{
    public sealed record Create(string Namespace, string Name) : Step;

    /// <param name="Namespace">Of the key.</param>
    /// <param name="Name">Of the key.</param>
    /// <param name="Stale">By how much the revision expected is behind that of the document.</param>
    public sealed record Update(string Namespace, string Name, int Stale) : Step;

    public sealed record Delete(string Namespace, string Name, int Stale) : Step;

    public sealed record Get(string Namespace, string Name) : Step;

    /// <param name="Namespace">Or null for all.</param>
    /// <param name="Limit">Of each page; 0 for one page of everything.</param>
    /// <param name="Back">How many revisions before the newest; -1 is the future.</param>
    public sealed record List(string? Namespace, int Limit, int Back) : Step;

    public sealed record Watch(string? Namespace, int Back) : Step;

    public sealed record Compact(int Back) : Step;
}
