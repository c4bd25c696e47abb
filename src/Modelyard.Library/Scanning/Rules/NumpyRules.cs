namespace Modelyard.Library;

internal static class NumpyRules
{
    internal static readonly ScanRule Objects = new("MY-NPY-001", FindingSeverity.High, "NumPy array of objects",
        "Such an array is a pickle. Ask for it as an array of numbers, or load it with allow_pickle=False.");

    internal static readonly ScanRule Damaged = new("MY-NPY-002", FindingSeverity.High, "NumPy header cannot be read",
        "Fetch the file again; if it stays so, it is not a file that NumPy has written.");

    internal static readonly IReadOnlyList<ScanRule> All = [Objects, Damaged];
}
