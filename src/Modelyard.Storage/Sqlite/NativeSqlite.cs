using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Modelyard.Storage.Sqlite;

/// <summary>Chooses the SQLite library: the system's, which gets security updates, or else the bundled one.</summary>
/// <remarks>Compiled into every project that opens a SQLite file, so that none can forget it and none depends on another.</remarks>
internal static class NativeSqlite
{
    private static readonly Lazy<bool> Ready = new(Choose);

    public static void Initialize() => _ = Ready.Value;

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
