using System.Runtime.CompilerServices;

namespace Modelyard.Inference.Tests;

/// <summary>The native engine the tests run on, as the launcher installs it.</summary>
internal static class Engines
{
    internal static string Require()
    {
        var folder = Environment.GetEnvironmentVariable("MODELYARD_ENGINES") is { Length: > 0 } configured ? configured : Path.Combine(Root(), "engines");
        var found = true;
        try
        {
            EngineFolder.Find(folder);
        }
        catch (EngineNotFoundException)
        {
            found = false;
        }

        if (!found && Environment.GetEnvironmentVariable("CI") is "true" or "1")
        {
            Assert.Fail($"There is no native engine in {folder}.");
        }

        Assert.SkipUnless(found, $"There is no native engine in {folder}: run `npm ci --ignore-scripts` there.");
        return folder;
    }

    private static string Root([CallerFilePath] string file = "")
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Modelyard.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../.."));
    }
}
