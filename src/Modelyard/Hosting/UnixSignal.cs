using System.Runtime.InteropServices;

namespace Modelyard;

/// <summary>Asks another process to end; the framework can only kill.</summary>
internal static class UnixSignal
{
    private const int SigTerm = 15;

    public static void Terminate(int processId) => _ = kill(processId, SigTerm);

#pragma warning disable SYSLIB1054 // LibraryImport needs unsafe code; this signature needs no marshalling.
    [DllImport("libc", EntryPoint = "kill")]
    private static extern int kill(int pid, int signal);
#pragma warning restore SYSLIB1054
}
