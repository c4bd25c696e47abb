namespace Modelyard;

/// <summary>What of a data folder cannot be made again, and so belongs into a backup.</summary>
internal static class BackupContent
{
    public const string Resources = "resources.db";
    public const string Ledger = "ledger.db";

    /// <summary>What the secrets in the resources are encrypted with, unless it is kept elsewhere.</summary>
    public const string EncryptionKey = "encryption.key";

    private const string Keys = "pki";
    private const string Usage = "usage";
    private const string UsageExtension = ".journal";

    private static readonly string[] Plain = ["ledger.pepper", "api-key", "console-password", EncryptionKey];

    public static readonly IReadOnlyList<string> Databases = [Resources, Ledger];

    /// <summary>Everything of it at the top of a data folder, with what SQLite may have left beside its files.</summary>
    public static IEnumerable<string> TopLevel => [.. Databases.SelectMany(d => new[] { d, d + "-wal", d + "-shm" }), .. Plain, Keys, Usage];

    /// <summary>The files that are copied as they are and exist in <paramref name="folder"/>.</summary>
    public static IEnumerable<string> PlainFilesIn(string folder)
    {
        var keys = Path.Combine(folder, Keys);
        var found = Directory.Exists(keys) ? Directory.GetFiles(keys) : [];
        return
        [
            .. Plain.Where(name => File.Exists(Path.Combine(folder, name))),
            .. found.Select(path => $"{Keys}/{Path.GetFileName(path)}").Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>What requests used and the database may not have yet. A file that is gone a moment later is in the database by then.</summary>
    public static IEnumerable<string> JournalsIn(string folder)
    {
        var journals = Path.Combine(folder, Usage);
        return Directory.Exists(journals)
            ? Directory.GetFiles(journals, "*" + UsageExtension).Select(path => $"{Usage}/{Path.GetFileName(path)}").Order(StringComparer.Ordinal)
            : [];
    }

    /// <summary>Whether a backup may hold a file of this name: nothing from elsewhere, and nothing that would end up elsewhere.</summary>
    public static bool Knows(string name) => Databases.Contains(name) || Plain.Contains(name)
        || (name.Split('/') is [var folder, var file] && IsFileName(file) && (folder == Keys || (folder == Usage && file.EndsWith(UsageExtension, StringComparison.Ordinal))));

    private static bool IsFileName(string name) => name is not ("" or "." or "..") && !name.Contains('\\', StringComparison.Ordinal);
}
