using System.Security.Cryptography;
using System.Text;

namespace Modelyard.Inference;

/// <summary>Draws the tokens of one choice through llama.cpp's sampler chain. Used by the engine thread only.</summary>
internal sealed unsafe class TokenSampler : IDisposable
{
    // Enough to see every repetition that matters, small enough that counting costs nothing.
    private const int PenaltyWindow = 4096;

    private readonly LlamaSamplerHandle? _chain;
    private readonly nint _repetition;

    /// <exception cref="GrammarException">The engine cannot parse the grammar.</exception>
    internal TokenSampler(SamplingParameters parameters, LlamaModel model, int choice)
    {
        // Taking the largest logit needs no chain, and no copy of the vocabulary per token.
        if (parameters.IsPlainGreedy)
        {
            return;
        }

        _chain = LlamaSamplerHandle.CreateChain(model.Handle);
        try
        {
            _repetition = Build(_chain, parameters, model.Vocabulary, choice);
        }
        catch
        {
            _chain.Dispose();
            throw;
        }
    }

    /// <summary>The repetition penalty counts the prompt too; presence and frequency count only what was generated.</summary>
    internal void AcceptPrompt(ReadOnlySpan<int> prompt)
    {
        if (_repetition == 0)
        {
            return;
        }

        foreach (var token in prompt[^Math.Min(prompt.Length, PenaltyWindow)..])
        {
            NativeMethods.llama_sampler_accept_link(_repetition, token);
        }
    }

    /// <summary>The next token, or -1 when no token of the vocabulary can continue the grammar.</summary>
    internal int Sample(ReadOnlySpan<float> logits, LlamaTokenData[] candidates)
    {
        if (_chain is null)
        {
            return Logits.IndexOfMax(logits);
        }

        for (var i = 0; i < logits.Length; i++)
        {
            candidates[i] = new LlamaTokenData { id = i, logit = logits[i] };
        }

        fixed (LlamaTokenData* data = candidates)
        {
            var array = new LlamaTokenDataArray { data = data, size = (nuint)logits.Length, selected = -1 };
            NativeMethods.llama_sampler_apply(_chain, &array);
            if (array.selected < 0 || float.IsNegativeInfinity(array.data[array.selected].logit))
            {
                // Accepting a token that the grammar forbids throws in C++, which would end the process.
                return -1;
            }

            var token = array.data[array.selected].id;
            NativeMethods.llama_sampler_accept(_chain, token);
            return token;
        }
    }

    public void Dispose() => _chain?.Dispose();

    private static nint Build(LlamaSamplerHandle chain, SamplingParameters parameters, Vocabulary vocabulary, int choice)
    {
        nint repetition = 0;
        if (parameters.LogitBias is { Count: > 0 } biases)
        {
            fixed (LlamaLogitBias* first = biases.ToArray())
            {
                chain.Add(NativeMethods.llama_sampler_init_logit_bias(vocabulary.Size, biases.Count, first));
            }
        }

        if (parameters.Grammar is { } grammar)
        {
            fixed (byte* text = Encoding.UTF8.GetBytes(grammar + '\0'))
            fixed (byte* root = "root\0"u8)
            {
                var sampler = NativeMethods.llama_sampler_init_grammar(vocabulary.Handle, text, root);
                chain.Add(sampler != 0 ? sampler : throw new GrammarException($"The engine does not accept the grammar: {LlamaLog.FirstError}"));
            }
        }

        if (parameters.RepetitionPenalty != 1)
        {
            repetition = chain.Add(NativeMethods.llama_sampler_init_penalties(vocabulary.Size, PenaltyWindow, parameters.RepetitionPenalty, 0, 0));
        }

        if (parameters.FrequencyPenalty != 0 || parameters.PresencePenalty != 0)
        {
            chain.Add(NativeMethods.llama_sampler_init_penalties(
                vocabulary.Size, PenaltyWindow, 1, parameters.FrequencyPenalty, parameters.PresencePenalty));
        }

        if (parameters.Temperature <= 0)
        {
            chain.Add(NativeMethods.llama_sampler_init_greedy());
            return repetition;
        }

        if (parameters.TopK > 0)
        {
            chain.Add(NativeMethods.llama_sampler_init_top_k(parameters.TopK));
        }

        // Temperature first, as OpenAI-compatible servers do: top_p and min_p then cut the distribution that is drawn from.
        chain.Add(NativeMethods.llama_sampler_init_temp(parameters.Temperature));
        if (parameters.TopP < 1)
        {
            chain.Add(NativeMethods.llama_sampler_init_top_p(parameters.TopP, 1));
        }

        if (parameters.MinP > 0)
        {
            chain.Add(NativeMethods.llama_sampler_init_min_p(parameters.MinP, 1));
        }

        chain.Add(NativeMethods.llama_sampler_init_dist(Seed(parameters.Seed, choice)));
        return repetition;
    }

    // The engine reads 0xFFFFFFFF as "choose one", which a caller's seed must never become.
    private static uint Seed(uint? asked, int choice)
    {
        var seed = asked is { } value ? unchecked(value + (uint)choice) : BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4));
        return seed == uint.MaxValue ? 0 : seed;
    }
}
