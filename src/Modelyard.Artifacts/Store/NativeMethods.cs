using System.Runtime.InteropServices;
using System.Text;

namespace Modelyard.Artifacts;

/// <summary>What .NET has no call for: hard links, telling them, and flushing a folder so that a rename survives a power cut.</summary>
internal static class NativeMethods
{
    private const int ReadOnly = 0;
    private const int LargestStat = 512;
    private const int DeviceAndNumber = 16;

    /// <summary>False when the file system cannot, or will not.</summary>
    internal static bool Link(string existing, string created) => link(Path(existing), Path(created)) == 0;

    internal static void FlushFolder(string folder)
    {
        var descriptor = open(Path(folder), ReadOnly);
        if (descriptor >= 0)
        {
            // Some network file systems cannot flush a folder; the rename itself is then all there is.
            _ = fsync(descriptor);
            _ = close(descriptor);
        }
    }

    /// <summary>Two names of one file: the same device and number, with which the answer begins everywhere. False also where that cannot be asked.</summary>
    internal static bool IsSameFile(string one, string other)
    {
        var (first, second) = (new byte[LargestStat], new byte[LargestStat]);
        try
        {
            return !OperatingSystem.IsWindows() && stat(Path(one), first) == 0 && stat(Path(other), second) == 0
                && first.AsSpan(0, DeviceAndNumber).SequenceEqual(second.AsSpan(0, DeviceAndNumber));
        }
        catch (EntryPointNotFoundException)
        {
            // Old C libraries have it under another name.
            return false;
        }
    }

    private static byte[] Path(string path) => Encoding.UTF8.GetBytes(path + '\0');

#pragma warning disable SYSLIB1054 // LibraryImport needs unsafe code, which only the inference engines may have; bytes and numbers need no marshalling.
    [DllImport("libc", EntryPoint = "link")]
    private static extern int link(byte[] existing, byte[] created);

    [DllImport("libc", EntryPoint = "stat")]
    private static extern int stat(byte[] path, [Out] byte[] answer);

    [DllImport("libc", EntryPoint = "open")]
    private static extern int open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    private static extern int fsync(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int close(int descriptor);
#pragma warning restore SYSLIB1054
}
