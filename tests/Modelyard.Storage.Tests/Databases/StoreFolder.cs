namespace Modelyard.Storage.Tests;

/// <summary>A folder for one database, gone after the test.</summary>
internal sealed class StoreFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("modelyard-storage-").FullName;

    public string Database => System.IO.Path.Combine(Path, "resources.db");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
