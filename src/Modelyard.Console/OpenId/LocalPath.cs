namespace Modelyard.WebConsole;

/// <summary>Where to go after signing in: a path of the console and nowhere else.</summary>
internal static class LocalPath
{
    private const string Home = "/";

    /// <summary>The path, or the first page when it could lead out of here.</summary>
    public static string Of(string? given)
    {
        // "//host" and "/\host" are other hosts to browsers, which also leave out tabs and line breaks.
        if (given is not ['/', ..] || given is ['/', '/' or '\\', ..] || given.Any(c => c is '\\' || char.IsControl(c)) || given.Length > 1000)
        {
            return Home;
        }

        return Uri.TryCreate(given, UriKind.Relative, out _) ? given : Home;
    }
}
