namespace Modelyard.Inference.Tests;

internal sealed class TemporaryFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("modelyard-inference-").FullName;

    internal string File(string name) => System.IO.Path.Combine(Path, name);

    internal string Model(RandomGguf model, string name = "random.gguf")
    {
        model.WriteTo(File(name));
        return File(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
