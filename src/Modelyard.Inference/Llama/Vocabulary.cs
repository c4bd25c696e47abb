using System.Text;

namespace Modelyard.Inference;

/// <summary>
/// The model's tokens. Every piece is read once into one block, so that turning a sampled token into bytes is a slice;
/// tokenizing goes to the engine, which allows it from any thread.
/// </summary>
internal sealed unsafe class Vocabulary
{
    private readonly LlamaModelHandle _model;
    private readonly nint _handle;
    private readonly byte[] _pieces;
    private readonly int[] _offsets;
    private readonly bool[] _ends;
    private readonly bool[] _control;

    internal Vocabulary(LlamaModelHandle model)
    {
        _model = model;
        _handle = NativeMethods.llama_model_get_vocab(model);
        Size = NativeMethods.llama_vocab_n_tokens(_handle);
        _offsets = new int[Size + 1];
        _ends = new bool[Size];
        _control = new bool[Size];
        var pieces = new MemoryStream(Size * 6);
        var buffer = new byte[256];
        for (var token = 0; token < Size; token++)
        {
            _ends[token] = NativeMethods.llama_vocab_is_eog(_handle, token) != 0;
            _control[token] = (NativeMethods.llama_vocab_get_attr(_handle, token) & TokenAttributes.Control) != 0;
            pieces.Write(Piece(token, ref buffer));
            _offsets[token + 1] = (int)pieces.Length;
        }

        _pieces = pieces.ToArray();
        BeginOfText = NativeMethods.llama_vocab_bos(_handle);
        AddsBeginOfText = NativeMethods.llama_vocab_get_add_bos(_handle) != 0;
    }

    internal nint Handle => _handle;

    internal int Size { get; }

    internal int BeginOfText { get; }

    internal bool AddsBeginOfText { get; }

    /// <summary>The token's text; empty for control tokens.</summary>
    internal ReadOnlySpan<byte> Bytes(int token) => _pieces.AsSpan(_offsets[token].._offsets[token + 1]);

    /// <summary>End of sequence, end of turn and their like.</summary>
    internal bool EndsGeneration(int token) => _ends[token];

    /// <summary>A token that has a meaning beyond its text: the markers of chat templates and their like.</summary>
    internal bool IsMarker(int token) => _control[token];

    internal int[] Tokenize(string text, bool addSpecial, bool parseSpecial)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var tokens = new int[bytes.Length + 2];
        var alive = false;
        _model.DangerousAddRef(ref alive);
        try
        {
            var count = Tokenize(bytes, tokens, addSpecial, parseSpecial);
            if (count < 0)
            {
                tokens = new int[count == int.MinValue ? throw new OverflowException("The text has too many tokens.") : -count];
                count = Tokenize(bytes, tokens, addSpecial, parseSpecial);
            }

            return tokens[..count];
        }
        finally
        {
            _model.DangerousRelease();
        }
    }

    internal string Detokenize(ReadOnlySpan<int> tokens)
    {
        var buffer = new byte[Math.Max(64, tokens.Length * 8)];
        var length = Detokenize(tokens, buffer);
        if (length < 0)
        {
            buffer = new byte[-length];
            length = Detokenize(tokens, buffer);
        }

        return Encoding.UTF8.GetString(buffer, 0, Math.Max(0, length));
    }

    private int Tokenize(byte[] text, int[] tokens, bool addSpecial, bool parseSpecial)
    {
        fixed (byte* input = text)
        fixed (int* output = tokens)
        {
            byte nothing = 0;
            return NativeMethods.llama_tokenize(
                _handle, input is null ? &nothing : input, text.Length, output, tokens.Length, addSpecial ? (byte)1 : (byte)0, parseSpecial ? (byte)1 : (byte)0);
        }
    }

    private int Detokenize(ReadOnlySpan<int> tokens, byte[] buffer)
    {
        var alive = false;
        _model.DangerousAddRef(ref alive);
        try
        {
            fixed (int* input = tokens)
            fixed (byte* output = buffer)
            {
                return NativeMethods.llama_detokenize(_handle, input, tokens.Length, output, buffer.Length, removeSpecial: 0, unparseSpecial: 1);
            }
        }
        finally
        {
            _model.DangerousRelease();
        }
    }

    private ReadOnlySpan<byte> Piece(int token, ref byte[] buffer)
    {
        while (true)
        {
            int length;
            fixed (byte* bytes = buffer)
            {
                length = NativeMethods.llama_token_to_piece(_handle, token, bytes, buffer.Length, strip: 0, special: 0);
            }

            if (length >= 0)
            {
                return buffer.AsSpan(0, length);
            }

            buffer = new byte[-length];
        }
    }
}
