using System.Runtime.InteropServices;

namespace Modelyard.Node;

/// <summary>Whose a folder is; the framework tells a file's mode but not its owner.</summary>
internal static class UnixOwner
{
    private const int CurrentDirectory = -100;
    private const int NoFollow = 0x100;
    private const uint WantTypeAndOwner = 0x1 | 0x8;

    // struct statx, which is the same on every architecture.
    private const int Size = 256;
    private const int OwnerAt = 20;
    private const int ModeAt = 28;
    private const int TypeMask = 0xF000;
    private const int Folder = 0x4000;

    /// <summary>Whether <paramref name="path"/> is a folder, not a link to one, that belongs to the user we run as.</summary>
    public static bool IsOurs(string path)
    {
        var buffer = new byte[Size];
        return statx(CurrentDirectory, path, NoFollow, WantTypeAndOwner, buffer) == 0
            && (BitConverter.ToUInt16(buffer, ModeAt) & TypeMask) == Folder
            && BitConverter.ToUInt32(buffer, OwnerAt) == geteuid();
    }

#pragma warning disable SYSLIB1054 // LibraryImport needs unsafe code, which only the inference engines may have.
    [DllImport("libc", EntryPoint = "statx")]
    private static extern int statx(int directory, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint wanted, byte[] buffer);

    [DllImport("libc", EntryPoint = "geteuid")]
    private static extern uint geteuid();
#pragma warning restore SYSLIB1054
}
