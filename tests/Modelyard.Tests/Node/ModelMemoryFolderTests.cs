using Modelyard.Node;
using Modelyard.Tests.Artifacts;

namespace Modelyard.Tests.Node;

/// <summary>Plain copies of models are put where nobody else looks and nothing gets to a disk, or nowhere.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class ModelMemoryFolderTests : IDisposable
{
    private readonly string _shared = Path.Combine("/dev/shm", $"modelyard-test-{Guid.NewGuid():n}");

    public void Dispose()
    {
        if (Directory.Exists(_shared))
        {
            Directory.Delete(_shared, recursive: true);
        }
    }

    [Fact]
    public void Folder_InMemory_IsMadeForUsAlone_AndRemoved()
    {
        ModelMemoryFolder.Prepare(_shared);
        ModelMemoryFolder.Prepare(_shared);

        File.GetUnixFileMode(_shared).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(Path.Combine(_shared, "models", "x"));
        ModelMemoryFolder.Remove(_shared);
        Directory.Exists(_shared).ShouldBeFalse();
        ModelMemoryFolder.Remove(_shared);
    }

    [Fact]
    public void Folder_WithSomethingElseInIt_KeepsThat()
    {
        ModelMemoryFolder.Prepare(_shared);
        Directory.CreateDirectory(Path.Combine(_shared, "models"));
        File.WriteAllText(Path.Combine(_shared, "notes.txt"), "mine");

        ModelMemoryFolder.Remove(_shared);

        Directory.EnumerateFileSystemEntries(_shared).ShouldBe([Path.Combine(_shared, "notes.txt")]);
    }

    [Fact]
    public void Folder_ThatOthersCanEnter_OrThatIsALink_IsRefused()
    {
        Directory.CreateDirectory(Path.Combine(_shared, "real"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.SetUnixFileMode(_shared, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute);
        Directory.CreateSymbolicLink(Path.Combine(_shared, "link"), Path.Combine(_shared, "real"));

        Should.Throw<IOException>(() => ModelMemoryFolder.Prepare(_shared)).Message.ShouldContain("chmod 700");
        Should.Throw<IOException>(() => ModelMemoryFolder.Prepare(Path.Combine(_shared, "link"))).Message.ShouldContain("must belong to us and to nobody else");
    }

    [Fact]
    public void Folder_OnADisk_IsRefused()
    {
        using var folder = new TemporaryFolder();
        if (new DriveInfo(folder.Path).DriveFormat is "tmpfs" or "ramfs")
        {
            Assert.Skip("temporary files are in memory here");
        }

        Should.Throw<IOException>(() => ModelMemoryFolder.Prepare(folder.At("memory"))).Message.ShouldContain("name one in memory (tmpfs) with --model-memory-folder");
    }

    [Fact]
    public void Default_IsOfOneInstallation() =>
        new[] { "/a", "/b", "/a" }.Select(ModelMemoryFolder.Default).Distinct().Count().ShouldBe(2);
}
