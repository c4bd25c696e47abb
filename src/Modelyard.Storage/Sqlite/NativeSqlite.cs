using System.Runtime.InteropServices;
using SQLitePCL;

namespace Modelyard.Storage.Sqlite;

/// <summary>Chooses the SQLite library: the system's, which gets security updates, or else the bundled one.</summary>
internal static class NativeSqlite
{
    private static readonly Lock Gate = new();
    private static bool _ready;

    public static void Initialize()
    {
        lock (Gate)
        {
            if (_ready)
            {
                return;
            }

            try
            {
                NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, static (name, _, _) =>
                    name == "e_sqlite3" && NativeLibrary.TryLoad("libsqlite3.so.0", out var system) ? system : IntPtr.Zero);
            }
            catch (InvalidOperationException)
            {
                // Another part of this process has chosen already; there is one library for all.
            }

            Batteries_V2.Init();
            _ready = true;
        }
    }
}
