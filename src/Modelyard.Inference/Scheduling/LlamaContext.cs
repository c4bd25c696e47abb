namespace Modelyard.Inference;

/// <summary>A context's calls as the engines use them: decode results as an enum, the cache's operations by name.</summary>
internal sealed unsafe class LlamaContext : IDisposable
{
    private readonly LlamaContextHandle _handle;
    private readonly ComputeThreads _threads;
    private readonly LlamaBatchHandle _batch;
    private readonly nint _memory;
    private readonly int _vocabularySize;
    private readonly bool _encodes;

    private LlamaContext(LlamaModel model, LlamaContextHandle handle, int threads)
    {
        _handle = handle;
        _threads = ComputeThreads.Start(threads);
        if (!_threads.IsInvalid)
        {
            NativeMethods.llama_attach_threadpool(handle, _threads, batchThreads: 0);
        }

        // Asked of the context: a small one takes smaller batches than it was told to, and a larger batch aborts the process.
        _batch = new LlamaBatchHandle((int)NativeMethods.llama_n_batch(handle));
        _memory = NativeMethods.llama_get_memory(handle);
        _vocabularySize = model.Vocabulary.Size;
        _encodes = model.IsEncoderOnly;
        Cells = (int)NativeMethods.llama_n_ctx(handle);
        Pooling = NativeMethods.llama_pooling_type(handle);
        EmbeddingSize = model.EmbeddingSize;
    }

    internal int Cells { get; }

    internal int EmbeddingSize { get; }

    internal PoolingType Pooling { get; }

    internal LlamaBatchHandle Batch => _batch;

    /// <exception cref="ModelFileException">The engine cannot make a context of this size for this model.</exception>
    internal static LlamaContext Create(LlamaModel model, LlamaContextParams parameters)
    {
        LlamaLog.ForgetError();
        var handle = LlamaContextHandle.Create(model.Handle, parameters);
        return handle.IsInvalid
            ? throw new ModelFileException(
                $"model file {model.File.Path} cannot be served with a context of {parameters.n_ctx} tokens: {LlamaLog.FirstError ?? "no reason given"}")
            : new LlamaContext(model, handle, parameters.n_threads);
    }

    internal DecodeResult Decode()
    {
        var code = _encodes ? NativeMethods.llama_encode(_handle, _batch.Value) : NativeMethods.llama_decode(_handle, _batch.Value);
        return code switch
        {
            0 => DecodeResult.Ok,
            1 => DecodeResult.NoSpace,
            2 => DecodeResult.Aborted,
            -1 => DecodeResult.InvalidBatch,
            _ => DecodeResult.Failed,
        };
    }

    internal ReadOnlySpan<float> LogitsAt(int batchIndex)
    {
        var logits = NativeMethods.llama_get_logits_ith(_handle, batchIndex);
        return logits is null ? throw new InvalidOperationException($"The engine has no logits at {batchIndex}.") : new(logits, _vocabularySize);
    }

    internal ReadOnlySpan<float> EmbeddingOf(int sequence)
    {
        var values = NativeMethods.llama_get_embeddings_seq(_handle, sequence);
        return values is null ? throw new InvalidOperationException($"The engine has no embedding of sequence {sequence}.") : new(values, EmbeddingSize);
    }

    /// <summary>Forgets positions from <paramref name="from"/> on; false where the model's memory cannot be cut there.</summary>
    internal bool Forget(int sequence, int from) => NativeMethods.llama_memory_seq_rm(_memory, sequence, from, -1) != 0;

    internal void Share(int source, int destination, int length) =>
        NativeMethods.llama_memory_seq_cp(_memory, source, destination, 0, length);

    /// <summary>How many bytes <see cref="Save"/> needs for the sequence.</summary>
    internal long SavedSize(int sequence) => (long)NativeMethods.llama_state_seq_get_size(_handle, sequence);

    internal bool Save(int sequence, Span<byte> destination)
    {
        fixed (byte* bytes = destination)
        {
            return NativeMethods.llama_state_seq_get_data(_handle, bytes, (nuint)destination.Length, sequence) == (nuint)destination.Length;
        }
    }

    /// <summary>Puts a saved state back; false, and an empty sequence, where there is no room for it.</summary>
    internal bool Restore(int sequence, ReadOnlySpan<byte> source)
    {
        fixed (byte* bytes = source)
        {
            return NativeMethods.llama_state_seq_set_data(_handle, bytes, (nuint)source.Length, sequence) != 0;
        }
    }

    internal void Clear()
    {
        if (_memory != 0)
        {
            NativeMethods.llama_memory_clear(_memory, data: 0);
        }
    }

    public void Dispose()
    {
        _batch.Dispose();
        _handle.Dispose();
        _threads.Dispose();
    }
}
