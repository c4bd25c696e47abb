using System.Runtime.InteropServices;

namespace Modelyard.Inference;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Llama)]
    internal static partial int llama_vocab_n_tokens(nint vocabulary);

    [LibraryImport(Llama)]
    internal static partial int llama_vocab_type(nint vocabulary);

    [LibraryImport(Llama)]
    internal static partial TokenAttributes llama_vocab_get_attr(nint vocabulary, int token);

    [LibraryImport(Llama)]
    internal static partial byte llama_vocab_is_eog(nint vocabulary, int token);

    [LibraryImport(Llama)]
    internal static partial int llama_vocab_bos(nint vocabulary);

    [LibraryImport(Llama)]
    internal static partial int llama_vocab_eos(nint vocabulary);

    [LibraryImport(Llama)]
    internal static partial byte llama_vocab_get_add_bos(nint vocabulary);

    [LibraryImport(Llama)]
    internal static partial int llama_tokenize(
        nint vocabulary, byte* text, int textLength, int* tokens, int capacity, byte addSpecial, byte parseSpecial);

    [LibraryImport(Llama)]
    internal static partial int llama_token_to_piece(nint vocabulary, int token, byte* buffer, int length, int strip, byte special);

    [LibraryImport(Llama)]
    internal static partial int llama_detokenize(
        nint vocabulary, int* tokens, int count, byte* text, int capacity, byte removeSpecial, byte unparseSpecial);
}
