using Modelyard.Tests.Repository;

namespace Modelyard.Tests;

/// <summary>Public schemas, protocol files and manifests that are kept beside the repository, not in it.</summary>
internal static class SharedData
{
    public static string Root { get; } =
        Environment.GetEnvironmentVariable("MODELYARD_SHARED") ?? Path.GetFullPath(Path.Combine(RepositoryRoot.Path, "..", "shared"));

    public static bool IsPresent => Directory.Exists(Path.Combine(Root, "data"));

    /// <summary>The text of a file; without the data the test is skipped, but fails where the build is judged.</summary>
    public static string Read(params string[] path)
    {
        Require();
        return File.ReadAllText(Path.Combine([Root, "data", .. path]));
    }

    public static IEnumerable<string> Names(string folder, string pattern) =>
        IsPresent ? Directory.GetFiles(Path.Combine(Root, "data", folder), pattern).Select(Path.GetFileName).Order(StringComparer.Ordinal)! : [];

    public static void Require()
    {
        if (!IsPresent)
        {
            Environment.GetEnvironmentVariable("CI").ShouldNotBe("true", $"The shared data is missing at {Root}.");
            Assert.Skip($"The shared data is missing at {Root}; set MODELYARD_SHARED to where it is.");
        }
    }
}
