namespace Modelyard.Storage.Tests;

/// <summary>
/// What a store has to answer, in the simplest way there is: a list that is searched from its beginning. Answers are text, the same that
/// <see cref="StoreRun"/> makes of those of a real store.
/// </summary>
internal sealed class StoreModel(long first)
{
    private readonly List<StoreChange> _log = [];
    private long _compacted;

    public long Revision => first + _log.Count;

    public string Answer(Step step) => step switch
    {
        Step.Create s => State(Revision, s.Namespace, s.Name) is not null ? "exists" : Append(ChangeType.Created, s.Namespace, s.Name),
        Step.Update s => Write(ChangeType.Updated, s.Namespace, s.Name, s.Stale),
        Step.Delete s => Write(ChangeType.Deleted, s.Namespace, s.Name, s.Stale),
        Step.Get s => State(Revision, s.Namespace, s.Name) is { } found ? Describe(found) : "absent",
        Step.List s => Readable(At(s.Back)) ?? List(s, At(s.Back)),
        Step.Watch s => Readable(At(s.Back)) ?? Changes(s.Namespace, At(s.Back)),
        Step.Compact s => Compact(Math.Min(Revision, At(s.Back))),
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    /// <summary>The revision a step means: never one from before this model's first.</summary>
    public long At(int back) => Math.Max(first, Revision - back);

    /// <summary>The revision to expect for a document, or any when there is none.</summary>
    public long Expected(string ns, string name, int stale) => (State(Revision, ns, name)?.Revision ?? first) - stale;

    /// <summary>The bytes a write at the next revision carries: different for each.</summary>
    public string NextDocument() => $"document {Revision + 1}";

    public string Changes(string? ns, long after) =>
        string.Join("; ", _log.Where(c => c.Revision > after && (ns is null || c.Key.Namespace == ns)).Select(Describe));

    public static string Describe(StoreChange c) =>
        $"{c.Type} {c.Key.Namespace}/{c.Key.Name}@{c.Revision} {Text(c.Previous)} -> {Text(c.Document)}";

    public static string Describe(StoredResource r) => $"{r.Key.Namespace}/{r.Key.Name}@{r.Revision} {Text(r.Document)}";

    private static string Text(ReadOnlyMemory<byte> bytes) => bytes.IsEmpty ? "nothing" : System.Text.Encoding.UTF8.GetString(bytes.Span);

    private string Write(ChangeType type, string ns, string name, int stale) =>
        State(Revision, ns, name) is not { } current ? "absent"
        : stale > 0 ? $"conflict with {current.Revision}"
        : Append(type, ns, name);

    private string Append(ChangeType type, string ns, string name)
    {
        var document = type == ChangeType.Deleted ? default : System.Text.Encoding.UTF8.GetBytes(NextDocument());
        var previous = State(Revision, ns, name)?.Document ?? default;
        _log.Add(new StoreChange(type, new ResourceKey("", ns, name), Revision + 1, document, previous));
        return $"done at {Revision}";
    }

    private string Compact(long revision)
    {
        _compacted = Math.Max(_compacted, revision);
        return "done";
    }

    private string? Readable(long revision) => revision > Revision ? "future" : revision < _compacted ? "compacted" : null;

    private string List(Step.List step, long revision)
    {
        var items = _log.Where(c => step.Namespace is null || c.Key.Namespace == step.Namespace)
            .Select(c => c.Key).Distinct()
            .Select(key => State(revision, key.Namespace, key.Name)).OfType<StoredResource>()
            .OrderBy(r => r.Key.Namespace, StringComparer.Ordinal).ThenBy(r => r.Key.Name, StringComparer.Ordinal)
            .Select(Describe).ToList();
        var pages = step.Limit == 0 || items.Count == 0 ? [items] : items.Chunk(step.Limit).Select(p => p.ToList());
        return $"{revision}: {string.Join(" | ", pages.Select(p => string.Join(", ", p)))}";
    }

    private StoredResource? State(long revision, string ns, string name)
    {
        var last = _log.LastOrDefault(c => c.Revision <= revision && c.Key.Namespace == ns && c.Key.Name == name);
        return last is null || last.Type == ChangeType.Deleted ? null : new StoredResource(last.Key, last.Revision, last.Document);
    }
}
