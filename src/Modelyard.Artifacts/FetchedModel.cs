using System.Diagnostics.CodeAnalysis;

namespace Modelyard.Artifacts;

/// <summary>A complete model on this machine, in plain files under its own names, as engines read it.</summary>
public sealed record FetchedModel : StoredModel
{
    [SetsRequiredMembers]
    internal FetchedModel(StoredModel model, string folder)
        : base(model) =>
        Folder = folder;

    /// <summary>Folder with the model's files and nothing else, to be read only. Of an encrypted model it is in memory.</summary>
    public string Folder { get; }

    /// <summary>The model file when the model is exactly one file.</summary>
    public string? File => Files is [var only] ? Path.Combine(Folder, only.Path) : null;
}
