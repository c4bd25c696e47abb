namespace Modelyard.Tests.Repository;

internal static class RepositoryRoot
{
    /// <summary>The checkout the tests were built from: the nearest folder upwards that has the solution.</summary>
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder)
    {
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(current.FullName, "Modelyard.slnx")))
            {
                return current.FullName;
            }
        }

        throw new InvalidOperationException($"No Modelyard.slnx above {folder}.");
    }
}
