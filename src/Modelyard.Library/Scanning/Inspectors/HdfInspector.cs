using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>HDF5 files of Keras: their weights are plain numbers, and what is attached to the root can make code.</summary>
internal static class HdfInspector
{
    internal static void Inspect(Content content, Inspection inspection)
    {
        using var file = inspection.OpenSeekable(content);
        var root = HdfRootReader.Read(file);
        if (root.Problem is { } problem)
        {
            inspection.Unfinished(KerasRules.Unreadable, content, problem.Location, $"what is attached to its root cannot be followed: {problem.Message}");
        }

        foreach (var attribute in root.Attributes.Where(a => a.Length > 0))
        {
            inspection.Budget.TakeMember();
            inspection.Inspect(content.Inside(attribute.Name, attribute.Length, () => new BoundedStream(file, attribute.Offset, attribute.Length)));
        }
    }
}
