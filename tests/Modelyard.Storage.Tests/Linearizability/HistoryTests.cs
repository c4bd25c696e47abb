namespace Modelyard.Storage.Tests;

/// <summary>The judge itself: it lets pass what can be explained, and finds what cannot.</summary>
public sealed class HistoryTests
{
    private static readonly ResourceKey A = new("things", "demo", "a");
    private static readonly ResourceKey B = new("things", "demo", "b");

    [Fact]
    public void ReadThatOverlapsAWrite_MaySeeEither()
    {
        Judge(Created(A, 2, 1, 5), Saw(A, 0, 2, 3)).ShouldBeNull();
        Judge(Created(A, 2, 1, 5), Saw(A, 2, 2, 3)).ShouldBeNull();
    }

    [Fact]
    public void StaleRead_IsFound() => Judge(Created(A, 2, 1, 2), Saw(A, 0, 3, 4)).ShouldNotBeNull();

    [Fact]
    public void ReadOfWhatWasNotYetWritten_IsFound() => Judge(Saw(A, 2, 1, 2), Created(A, 2, 3, 4)).ShouldNotBeNull();

    [Fact]
    public void ReadsThatGoBack_AreFound() => Judge(Created(A, 2, 1, 10), Saw(A, 2, 2, 3), Saw(A, 0, 4, 5)).ShouldNotBeNull();

    [Fact]
    public void ReadsThatGoBack_OnAnotherKey_AreFound() =>
        Judge(Created(A, 2, 1, 20), Created(B, 3, 2, 21), Saw(B, 3, 4, 5), Saw(A, 0, 6, 7)).ShouldNotBeNull();

    [Fact]
    public void LostUpdate_IsFound() => Judge(
        Created(A, 2, 1, 2),
        new Operation(3, 5, A, new Outcome.Written(ChangeType.Updated, 2, 3)),
        new Operation(4, 6, A, new Outcome.Written(ChangeType.Updated, 2, 4))).ShouldNotBeNull();

    [Fact]
    public void RevisionTakenTwice_IsFound() => Judge(Created(A, 2, 1, 3), Created(B, 2, 2, 4)).ShouldNotBeNull();

    [Fact]
    public void RevisionLeftOut_IsFound() => Judge(Created(A, 2, 1, 2), Created(B, 4, 3, 4)).ShouldNotBeNull();

    [Fact]
    public void RevisionsAgainstTime_AreFound() => Judge(Created(A, 3, 1, 2), Created(B, 2, 3, 4)).ShouldNotBeNull();

    [Fact]
    public void PageThatMixesTwoStates_IsFound()
    {
        var writes = new[] { Created(A, 2, 1, 2), Created(B, 3, 3, 4) };
        Judge([.. writes, Page(5, 6, 3, (A, 2), (B, 3))]).ShouldBeNull();
        Judge([.. writes, Page(5, 6, 3, (B, 3))]).ShouldNotBeNull();
        Judge([.. writes, Page(5, 6, 2, (A, 2))]).ShouldNotBeNull();
    }

    private static string? Judge(params Operation[] operations)
    {
        var history = new History(1);
        foreach (var operation in operations)
        {
            history.Add(operation);
        }

        return history.FindContradiction();
    }

    private static Operation Created(ResourceKey key, long revision, long begun, long ended) =>
        new(begun, ended, key, new Outcome.Written(ChangeType.Created, 0, revision));

    private static Operation Saw(ResourceKey key, long revision, long begun, long ended) => new(begun, ended, key, new Outcome.Saw(revision));

    private static Operation Page(long begun, long ended, long at, params (ResourceKey Key, long Revision)[] items) =>
        new(begun, ended, default, new Outcome.SawAll(at, items.ToDictionary(i => i.Key, i => i.Revision)));
}
