namespace Modelyard.Library;

/// <summary>Bytes under inspection: a file of the model, or a member of an archive in it.</summary>
/// <param name="Name">The file's or member's own name; says what is expected, never what it is.</param>
/// <param name="Trail">The way to it inside the file: member, then member of the member; empty for the file itself.</param>
/// <param name="Size">As announced; for a packed member not to be trusted.</param>
/// <param name="Open">May be called again; each stream is read to where it is needed and disposed before the next is opened.</param>
/// <param name="IsTensorStorage">Raw numbers of a PyTorch archive or an ONNX graph, which can look like anything for a few bytes.</param>
internal sealed record Content(string Name, string Trail, long Size, Func<Stream> Open, int Depth = 0, bool IsTensorStorage = false)
{
    internal string At(string location) => (Trail, location) switch
    {
        (_, "") => Trail,
        ("", _) => location,
        _ => $"{Trail}: {location}",
    };

    internal Content Inside(string name, long size, Func<Stream> open, bool isTensorStorage = false) =>
        new(name, Trail.Length == 0 ? name : $"{Trail} > {name}", size, open, Depth + 1, isTensorStorage);
}
