using System.Runtime.InteropServices;

namespace Modelyard.Inference;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Llama)]
    internal static partial nint llama_sampler_chain_init(LlamaSamplerChainParams parameters);

    /// <summary>The chain takes ownership of <paramref name="sampler"/>.</summary>
    [LibraryImport(Llama)]
    internal static partial void llama_sampler_chain_add(LlamaSamplerHandle chain, nint sampler);

    [LibraryImport(Llama)]
    internal static partial void llama_sampler_apply(LlamaSamplerHandle sampler, LlamaTokenDataArray* candidates);

    [LibraryImport(Llama)]
    internal static partial void llama_sampler_accept(LlamaSamplerHandle sampler, int token);

    [LibraryImport(Llama, EntryPoint = "llama_sampler_accept")]
    internal static partial void llama_sampler_accept_link(nint sampler, int token);

    [LibraryImport(Llama)]
    internal static partial void llama_sampler_free(nint sampler);

    [LibraryImport(Llama)]
    internal static partial nint llama_sampler_init_greedy();

    [LibraryImport(Llama)]
    internal static partial nint llama_sampler_init_dist(uint seed);

    [LibraryImport(Llama)]
    internal static partial nint llama_sampler_init_top_k(int k);

    [LibraryImport(Llama)]
    internal static partial nint llama_sampler_init_top_p(float p, nuint minKeep);

    [LibraryImport(Llama)]
    internal static partial nint llama_sampler_init_min_p(float p, nuint minKeep);

    [LibraryImport(Llama)]
    internal static partial nint llama_sampler_init_temp(float temperature);

    [LibraryImport(Llama)]
    internal static partial nint llama_sampler_init_penalties(int vocabularySize, int lastN, float repeat, float frequency, float presence);

    [LibraryImport(Llama)]
    internal static partial nint llama_sampler_init_logit_bias(int vocabularySize, int count, LlamaLogitBias* biases);

    [LibraryImport(Llama)]
    internal static partial nint llama_sampler_init_grammar(nint vocabulary, byte* grammar, byte* root);
}
