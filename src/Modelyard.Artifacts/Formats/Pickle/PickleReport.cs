namespace Modelyard.Artifacts;

/// <summary>What loading a pickle would do, found out without doing it.</summary>
/// <param name="Imports">Each with the offset where it is first asked for.</param>
/// <param name="Concerns">Each kind with the offset where it first happens.</param>
/// <param name="Calls">Number of calls and state changes of imported things.</param>
/// <param name="Streams">Pickles that were read to their end, one after the other.</param>
/// <param name="End">Where reading stopped.</param>
/// <param name="Problem">Why the last pickle could not be read to its end; null where all were.</param>
public sealed record PickleReport(
    IReadOnlyDictionary<PickleImport, long> Imports,
    IReadOnlyDictionary<PickleConcern, long> Concerns,
    long Calls,
    int Streams,
    long End,
    FormatProblem? Problem);
