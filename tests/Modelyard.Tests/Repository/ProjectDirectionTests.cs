using System.Xml.Linq;

namespace Modelyard.Tests.Repository;

/// <summary>The arrows between our projects. Adding one is a design decision, made here first.</summary>
public sealed class ProjectDirectionTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Modelyard.Api"] = [],
        ["Modelyard.Storage"] = [],
        ["Modelyard.Ledger"] = [],
        ["Modelyard.Artifacts"] = [],
        ["Modelyard.Inference"] = [],
        ["Modelyard.Telemetry"] = [],
        ["Modelyard.Client"] = ["Modelyard.Api"],
        ["Modelyard.ApiServer"] = ["Modelyard.Api", "Modelyard.Storage", "Modelyard.Ledger"],
        ["Modelyard.Serving"] = ["Modelyard.Api", "Modelyard.Client"],
        ["Modelyard.Library"] = ["Modelyard.Api", "Modelyard.Client", "Modelyard.Artifacts"],
        ["Modelyard.Node"] = ["Modelyard.Api", "Modelyard.Client", "Modelyard.Artifacts"],
        ["Modelyard.Console"] = ["Modelyard.Api", "Modelyard.Client"],
        ["Modelyard.Gateway"] = ["Modelyard.Api", "Modelyard.Client", "Modelyard.Ledger"],
    };

    public static TheoryData<string> Projects() => new(Directory.GetDirectories(Path.Combine(RepositoryRoot.Path, "src")).Select(Path.GetFileName)!);

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_References_OnlyWhatTheDirectionAllows(string project)
    {
        var file = Path.Combine(RepositoryRoot.Path, "src", project, project + ".csproj");
        var references = XDocument.Load(file).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value));

        // The executable is the composition root: it alone may see everything.
        var allowed = project == "Modelyard" ? Allowed.Keys.ToArray() : Allowed.GetValueOrDefault(project);
        allowed.ShouldNotBeNull($"{project} is not in the table of projects: add it with the references it may have.");
        references.ShouldBeSubsetOf(allowed);
    }
}
