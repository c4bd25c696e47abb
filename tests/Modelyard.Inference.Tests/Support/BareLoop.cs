namespace Modelyard.Inference.Tests;

/// <summary>The least that libllama needs to generate: what the engine's answers, and its speed, are compared with.</summary>
internal static class BareLoop
{
    internal static LlamaContext CreateContext(LlamaModel model, int cells, int sequences, int threads)
    {
        var parameters = NativeMethods.llama_context_default_params();
        parameters.n_ctx = (uint)cells;
        parameters.n_batch = 512;
        parameters.n_ubatch = 512;
        parameters.n_seq_max = (uint)sequences;
        parameters.n_outputs_max = (uint)sequences;
        parameters.n_threads = threads;
        parameters.n_threads_batch = threads;
        parameters.kv_unified = 1;
        return LlamaContext.Create(model, parameters);
    }

    /// <summary>Greedy continuation of one prompt, end-of-generation tokens included and not minded.</summary>
    internal static List<int> Generate(LlamaContext context, int[] prompt, int count)
    {
        context.Clear();
        var output = new List<int>();
        var pending = prompt;
        var position = 0;
        while (output.Count < count)
        {
            var last = 0;
            for (var start = 0; start < pending.Length; start += context.Batch.Capacity)
            {
                context.Batch.Clear();
                foreach (var token in pending.AsSpan(start, Math.Min(context.Batch.Capacity, pending.Length - start)))
                {
                    last = context.Batch.Add(token, position, 0, position == prompt.Length + output.Count - 1);
                    position++;
                }

                if (context.Decode() is not DecodeResult.Ok)
                {
                    throw new InvalidOperationException("llama_decode failed.");
                }
            }

            output.Add(Logits.IndexOfMax(context.LogitsAt(last)));
            pending = [output[^1]];
        }

        return output;
    }

    /// <summary>
    /// How far, at worst, the logit of a token lay below the largest one when it was chosen. Logits depend a little on what else is
    /// in a batch, so where two are all but equal an engine may take either; state that is wrong shows at once, and by far.
    /// </summary>
    internal static float Shortfall(LlamaContext context, int[] prompt, List<int> tokens)
    {
        context.Clear();
        var worst = 0f;
        int[] all = [.. prompt, .. tokens];
        for (var position = 0; position < all.Length - 1; position++)
        {
            context.Batch.Clear();
            var last = context.Batch.Add(all[position], position, 0, output: true);
            if (context.Decode() is not DecodeResult.Ok)
            {
                throw new InvalidOperationException("llama_decode failed.");
            }

            if (position >= prompt.Length - 1)
            {
                var logits = context.LogitsAt(last);
                worst = Math.Max(worst, logits[Logits.IndexOfMax(logits)] - logits[all[position + 1]]);
            }
        }

        return worst;
    }
}
