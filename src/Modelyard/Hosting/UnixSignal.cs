using System.Runtime.InteropServices;

namespace Modelyard;

/// <summary>Ends another process, or asks it to; the framework can only kill, and only at once.</summary>
internal static class UnixSignal
{
    private const int SigKill = 9;
    private const int SigTerm = 15;

    public static void Kill(int processId) => _ = kill(processId, SigKill);

    public static void Terminate(int processId) => _ = kill(processId, SigTerm);

#pragma warning disable SYSLIB1054 // LibraryImport needs unsafe code; this signature needs no marshalling.
    [DllImport("libc", EntryPoint = "kill")]
    private static extern int kill(int pid, int signal);
#pragma warning restore SYSLIB1054
}
