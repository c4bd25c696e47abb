using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Modelyard.Ledger;

/// <summary>Chooses the SQLite that is loaded: the system's, which gets security patches, before the one that came with the package.</summary>
internal static class SqliteLibrary
{
    private static readonly Lazy<bool> Chosen = new(Choose);

    public static void EnsureChosen() => _ = Chosen.Value;

    private static bool Choose()
    {
        try
        {
            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        }
        catch (InvalidOperationException)
        {
            // Another project of this process chose already, by the same rule.
        }

        Batteries_V2.Init();
        return true;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == "e_sqlite3" && OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libsqlite3.so.0", out var system) ? system : 0;
}
