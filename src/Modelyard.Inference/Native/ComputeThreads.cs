using System.Runtime.InteropServices;

namespace Modelyard.Inference;

/// <summary>
/// The threads one context computes with. Without them the engine starts and ends a thread for every token, and a fresh thread
/// is easily put on the very core where its partner waits for it.
/// </summary>
internal sealed unsafe class ComputeThreads : SafeHandle
{
    // How long a thread looks out for the next token before it sleeps, in steps of some milliseconds. The default, 50, would
    // keep the cores busy for a good part of a second after each answer.
    private const uint Poll = 1;

    private static readonly Lazy<Functions> Engine = new(Functions.Find);

    private ComputeThreads()
        : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Starts the threads; invalid where the engine offers none of its own, and then starts them per token.</summary>
    internal static ComputeThreads Start(int count)
    {
        var threads = new ComputeThreads();
        if (Engine.Value.New is not null)
        {
            GgmlThreadPoolParams parameters;
            NativeMethods.ggml_threadpool_params_init(&parameters, count);
            parameters.poll = Poll;
            threads.SetHandle(Engine.Value.New(&parameters));
        }

        return threads;
    }

    protected override bool ReleaseHandle()
    {
        Engine.Value.Free(handle);
        return true;
    }

    // Each processor generation has its own library with these two in it; the one that was loaded is asked.
    private sealed class Functions(nint start, nint free)
    {
        internal readonly delegate* unmanaged[Cdecl]<GgmlThreadPoolParams*, nint> New = (delegate* unmanaged[Cdecl]<GgmlThreadPoolParams*, nint>)start;
        internal readonly delegate* unmanaged[Cdecl]<nint, void> Free = (delegate* unmanaged[Cdecl]<nint, void>)free;

        internal static Functions Find()
        {
            var device = NativeMethods.ggml_backend_dev_by_type(GgmlDeviceType.Cpu);
            return device == 0 ? new(0, 0) : new(Address(device, "ggml_threadpool_new\0"u8), Address(device, "ggml_threadpool_free\0"u8));
        }

        private static nint Address(nint device, ReadOnlySpan<byte> name)
        {
            fixed (byte* text = name)
            {
                return NativeMethods.ggml_backend_reg_get_proc_address(NativeMethods.ggml_backend_dev_backend_reg(device), text);
            }
        }
    }
}
