using System.Runtime.InteropServices;

namespace Modelyard.Inference;

/// <summary>A context reads its model's weights until it is freed, so it keeps the model alive.</summary>
internal sealed class LlamaContextHandle : SafeHandle
{
    private readonly LlamaModelHandle _model;

    private LlamaContextHandle(LlamaModelHandle model)
        : base(0, ownsHandle: true) => _model = model;

    public override bool IsInvalid => handle == 0;

    internal static LlamaContextHandle Create(LlamaModelHandle model, LlamaContextParams parameters)
    {
        var context = new LlamaContextHandle(model);
        var referenced = false;
        model.DangerousAddRef(ref referenced);
        context.SetHandle(NativeMethods.llama_init_from_model(model, parameters));
        if (context.IsInvalid)
        {
            model.DangerousRelease();
        }

        return context;
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.llama_free(handle);
        _model.DangerousRelease();
        return true;
    }
}
