using System.Runtime.InteropServices;

namespace Modelyard.Inference;

internal sealed class LlamaModelHandle : SafeHandle
{
    internal LlamaModelHandle(nint model)
        : base(0, ownsHandle: true) => SetHandle(model);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeMethods.llama_model_free(handle);
        return true;
    }
}
