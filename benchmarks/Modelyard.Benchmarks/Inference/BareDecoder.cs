using System.Diagnostics;
using Modelyard.Inference;
using Modelyard.Inference.Tests;

namespace Modelyard.Benchmarks;

/// <summary>The limit to compare with: libllama, one batch per step with a token of every stream, the largest logit taken, nothing else.</summary>
internal sealed class BareDecoder(LlamaModel model, int cells, int sequences, int threads) : IDisposable
{
    private readonly LlamaContext _context = BareLoop.CreateContext(model, cells, sequences, threads);

    /// <summary>Seconds to read all prompts and generate <paramref name="tokens"/> tokens for each.</summary>
    internal double Run(int[][] prompts, int tokens)
    {
        _context.Clear();
        var clock = Stopwatch.StartNew();
        var last = new int[prompts.Length];
        var positions = new int[prompts.Length];
        for (var stream = 0; stream < prompts.Length; stream++)
        {
            Read(prompts[stream], stream);
            last[stream] = Logits.IndexOfMax(_context.LogitsAt(_context.Batch.Count - 1));
            positions[stream] = prompts[stream].Length;
        }

        for (var step = 1; step < tokens; step++)
        {
            _context.Batch.Clear();
            for (var stream = 0; stream < prompts.Length; stream++)
            {
                _context.Batch.Add(last[stream], positions[stream]++, stream, output: true);
            }

            Decode();
            for (var stream = 0; stream < prompts.Length; stream++)
            {
                last[stream] = Logits.IndexOfMax(_context.LogitsAt(stream));
            }
        }

        return clock.Elapsed.TotalSeconds;
    }

    public void Dispose() => _context.Dispose();

    private void Read(int[] prompt, int stream)
    {
        for (var start = 0; start < prompt.Length; start += _context.Batch.Capacity)
        {
            _context.Batch.Clear();
            for (var i = start; i < Math.Min(prompt.Length, start + _context.Batch.Capacity); i++)
            {
                _context.Batch.Add(prompt[i], i, stream, i == prompt.Length - 1);
            }

            Decode();
        }
    }

    private void Decode()
    {
        if (_context.Decode() is not DecodeResult.Ok and var result)
        {
            throw new InvalidOperationException($"llama_decode: {result}");
        }
    }
}
