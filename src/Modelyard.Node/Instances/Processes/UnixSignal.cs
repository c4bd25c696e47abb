using System.Runtime.InteropServices;

namespace Modelyard.Node;

/// <summary>The signals we send.</summary>
public enum ProcessSignal
{
    Kill = 9,
    Terminate = 15,
}

/// <summary>Ends a process, or asks it to; the framework can only kill, and only at once.</summary>
public static class UnixSignal
{
    /// <summary>Sends to a process or, where the number is negative, to all of that process group. False when there is none (any more, or yet).</summary>
    public static bool Send(int processId, ProcessSignal signal) => kill(processId, (int)signal) == 0;

#pragma warning disable SYSLIB1054 // LibraryImport needs unsafe code, which only the inference engines may have; this signature needs no marshalling.
    [DllImport("libc", EntryPoint = "kill")]
    private static extern int kill(int pid, int signal);
#pragma warning restore SYSLIB1054
}
