using System.Runtime.InteropServices;

namespace Modelyard.Inference;

/// <summary>A sampler chain. Grammar samplers point into the vocabulary, so the chain keeps the model alive.</summary>
internal sealed class LlamaSamplerHandle : SafeHandle
{
    private readonly LlamaModelHandle _model;

    private LlamaSamplerHandle(LlamaModelHandle model)
        : base(0, ownsHandle: true) => _model = model;

    public override bool IsInvalid => handle == 0;

    internal static LlamaSamplerHandle CreateChain(LlamaModelHandle model)
    {
        var chain = new LlamaSamplerHandle(model);
        var referenced = false;
        model.DangerousAddRef(ref referenced);
        var parameters = NativeMethods.llama_sampler_chain_default_params();
        parameters.no_perf = 1;
        chain.SetHandle(NativeMethods.llama_sampler_chain_init(parameters));
        return chain;
    }

    /// <summary>Appends a sampler the chain owns from here on.</summary>
    internal nint Add(nint sampler)
    {
        if (sampler == 0)
        {
            throw new InvalidOperationException("The native library could not create a sampler.");
        }

        NativeMethods.llama_sampler_chain_add(this, sampler);
        return sampler;
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.llama_sampler_free(handle);
        _model.DangerousRelease();
        return true;
    }
}
