using Modelyard.Artifacts;
using Modelyard.Storage;

namespace Modelyard;

/// <summary>The keys of model files, each made from one that secrets are encrypted with: one file to look after.</summary>
internal sealed class ModelFileKeys(DocumentKeyRing ring) : IContentKeys
{
    public string Place => ring.Path;

    public string Current => ring.Names[0];

    public IReadOnlyList<string> Names => ring.Names;

    public byte[]? Find(string name) => ring.Derive(name, "modelyard model files");
}
