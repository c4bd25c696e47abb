using System.Xml.Linq;

namespace Modelyard.Tests.Repository;

/// <summary>A crash in native code takes down one model process: pointers stay in the project that such a process is made of.</summary>
public sealed class UnsafeCodeTests
{
    [Fact]
    public void UnsafeBlocks_AreAllowed_InTheInferenceEnginesOnly()
    {
        var projects = Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "src"), "*.csproj", SearchOption.AllDirectories);
        var allowing = projects.Where(p => XDocument.Load(p).Descendants("AllowUnsafeBlocks").Any()).Select(Path.GetFileNameWithoutExtension);
        allowing.ShouldBe(["Modelyard.Inference"]);
    }

    [Fact]
    public void UnsafeBlocks_AreNotAllowed_ForAllProjectsAtOnce()
    {
        foreach (var shared in Directory.GetFiles(RepositoryRoot.Path, "Directory.*.props"))
        {
            XDocument.Load(shared).Descendants("AllowUnsafeBlocks").ShouldBeEmpty(shared);
        }
    }
}
