using System.Runtime.InteropServices;

namespace Modelyard.Inference;

/// <summary>A reusable native batch; every token belongs to exactly one sequence.</summary>
internal sealed unsafe class LlamaBatchHandle : SafeHandle
{
    private LlamaBatch _batch;

    internal LlamaBatchHandle(int capacity)
        : base(0, ownsHandle: true)
    {
        Capacity = capacity;
        _batch = NativeMethods.llama_batch_init(capacity, 0, 1);
        SetHandle((nint)_batch.token);
        _batch.n_tokens = 0;
    }

    public override bool IsInvalid => handle == 0;

    internal int Capacity { get; }

    internal int Count => _batch.n_tokens;

    internal LlamaBatch Value => _batch;

    internal void Clear() => _batch.n_tokens = 0;

    /// <summary>Returns the index under which the token's logits can be asked for.</summary>
    internal int Add(int token, int position, int sequence, bool output)
    {
        var index = _batch.n_tokens;
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Capacity);
        _batch.token[index] = token;
        _batch.pos[index] = position;
        _batch.n_seq_id[index] = 1;
        _batch.seq_id[index][0] = sequence;
        _batch.logits[index] = output ? (sbyte)1 : (sbyte)0;
        _batch.n_tokens = index + 1;
        return index;
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.llama_batch_free(_batch);
        return true;
    }
}
