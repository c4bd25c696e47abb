using System.Runtime.InteropServices;

namespace Modelyard.Inference.Tests;

/// <summary>
/// A Llama model with random weights and a small tokenizer: letters, a few words, and every byte as a fallback, so that any text
/// can be said and characters beyond ASCII take several tokens. The same seed gives the same file.
/// </summary>
internal sealed record RandomGguf
{
    internal const string ChatMl =
        "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'}}{% endfor %}"
        + "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

    private const int F32 = 0;
    private const int Q8 = 8;
    private const int BlockSize = 32;

    private static readonly string[] Words = ["the", "he", "th", "in", "er", "an", "ing", "and", "capital", "ca", "pi", "tal", "France", "Paris"];

    internal int Seed { get; init; } = 1;

    internal int Width { get; init; } = 64;

    internal int Layers { get; init; } = 2;

    internal int Heads { get; init; } = 4;

    internal int KeyValueHeads { get; init; } = 2;

    internal int FeedForward { get; init; } = 128;

    internal int Context { get; init; } = 512;

    /// <summary>Unused tokens are added up to this size, so that the output layer costs what a real one does.</summary>
    internal int VocabularySize { get; init; }

    internal bool Quantized { get; init; }

    internal string? ChatTemplate { get; init; } = ChatMl;

    /// <summary>Metadata of an embedding model, by llama.cpp's numbers; none where null.</summary>
    internal int? Pooling { get; init; }

    internal void WriteTo(string path)
    {
        var (tokens, scores, types) = Tokens();
        var writer = new GgufWriter()
            .Text("general.architecture", "llama")
            .Text("general.name", "random")
            .Integer("llama.context_length", Context)
            .Integer("llama.embedding_length", Width)
            .Integer("llama.block_count", Layers)
            .Integer("llama.feed_forward_length", FeedForward)
            .Integer("llama.attention.head_count", Heads)
            .Integer("llama.attention.head_count_kv", KeyValueHeads)
            .Integer("llama.rope.dimension_count", Width / Heads)
            .Number("llama.attention.layer_norm_rms_epsilon", 1e-5f)
            .Integer("llama.vocab_size", tokens.Count)
            .Text("tokenizer.ggml.model", "llama")
            .Texts("tokenizer.ggml.tokens", tokens)
            .Numbers("tokenizer.ggml.scores", scores)
            .Integers("tokenizer.ggml.token_type", types)
            .Integer("tokenizer.ggml.unknown_token_id", 0)
            .Integer("tokenizer.ggml.bos_token_id", 1)
            .Integer("tokenizer.ggml.eos_token_id", 2)
            .Integer("tokenizer.ggml.eot_token_id", 4)
            .Flag("tokenizer.ggml.add_bos_token", true)
            .Flag("tokenizer.ggml.add_space_prefix", false);
        if (ChatTemplate is not null)
        {
            writer.Text("tokenizer.chat_template", ChatTemplate);
        }

        if (Pooling is { } pooling)
        {
            writer.Integer("llama.pooling_type", pooling);
        }

        Weights(writer, tokens.Count);
        writer.WriteTo(path);
    }

    private void Weights(GgufWriter writer, int vocabulary)
    {
        var random = new Random(Seed);
        var keyValue = Width / Heads * KeyValueHeads;
        Matrix("token_embd.weight", Width, vocabulary, 1);
        Vector("output_norm.weight", Width);
        // Wide logits: a clear winner at every step, so that rounding in another batch shape cannot change a greedy answer.
        Matrix("output.weight", Width, vocabulary, 1.5f);
        for (var layer = 0; layer < Layers; layer++)
        {
            var block = $"blk.{layer}.";
            Vector(block + "attn_norm.weight", Width);
            Matrix(block + "attn_q.weight", Width, Width, 0.3f);
            Matrix(block + "attn_k.weight", Width, keyValue, 0.3f);
            Matrix(block + "attn_v.weight", Width, keyValue, 0.3f);
            Matrix(block + "attn_output.weight", Width, Width, 0.3f);
            Vector(block + "ffn_norm.weight", Width);
            Matrix(block + "ffn_gate.weight", Width, FeedForward, 0.3f);
            Matrix(block + "ffn_up.weight", Width, FeedForward, 0.3f);
            Matrix(block + "ffn_down.weight", FeedForward, Width, 0.3f);
        }

        void Vector(string name, int size) => writer.Tensor(name, [size], F32, size * 4L, stream =>
        {
            var ones = new float[size];
            Array.Fill(ones, 1);
            stream.Write(MemoryMarshal.AsBytes(ones.AsSpan()));
        });

        void Matrix(string name, int columns, int rows, float scale)
        {
            if (Quantized)
            {
                writer.Tensor(name, [columns, rows], Q8, (long)columns * rows / BlockSize * (BlockSize + 2), stream => Blocks(stream, random, columns, rows, scale));
            }
            else
            {
                writer.Tensor(name, [columns, rows], F32, (long)columns * rows * 4, stream => Floats(stream, random, columns, rows, scale));
            }
        }
    }

    private static void Floats(Stream stream, Random random, int columns, int rows, float scale)
    {
        var row = new float[columns];
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                row[c] = ((random.NextSingle() * 2) - 1) * scale;
            }

            stream.Write(MemoryMarshal.AsBytes(row.AsSpan()));
        }
    }

    private static void Blocks(Stream stream, Random random, int columns, int rows, float scale)
    {
        var row = new byte[columns / BlockSize * (BlockSize + 2)];
        var unit = BitConverter.HalfToUInt16Bits((Half)(scale / 127 / MathF.Sqrt(columns / 64f)));
        for (var r = 0; r < rows; r++)
        {
            random.NextBytes(row);
            for (var block = 0; block < row.Length; block += BlockSize + 2)
            {
                row[block] = (byte)unit;
                row[block + 1] = (byte)(unit >> 8);
            }

            stream.Write(row);
        }
    }

    private (List<string> Tokens, List<float> Scores, List<int> Types) Tokens()
    {
        var (tokens, scores, types) = (new List<string>(), new List<float>(), new List<int>());
        Add("<unk>", 0, 2);
        Add("<s>", 0, 3);
        Add("</s>", 0, 3);
        Add("<|im_start|>", 0, 3);
        Add("<|im_end|>", 0, 3);
        for (var value = 0; value < 256; value++)
        {
            Add($"<0x{value:X2}>", 0, 6);
        }

        Add("▁", -1, 1);
        for (var c = '!'; c <= '~'; c++)
        {
            Add(c.ToString(), -100 - (c - '!'), 1);
        }

        for (var i = 0; i < Words.Length; i++)
        {
            Add(Words[i], -10 - i, 1);
            Add("▁" + Words[i], -30 - i, 1);
        }

        for (var i = 0; tokens.Count < VocabularySize; i++)
        {
            Add($"▁filler{i}", -1000 - i, 1);
        }

        return (tokens, scores, types);

        void Add(string text, float score, int type)
        {
            tokens.Add(text);
            scores.Add(score);
            types.Add(type);
        }
    }
}
