using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Modelyard.Inference;

/// <summary>A loaded model: weights, vocabulary and what its metadata says about it. Shared by every context made from it.</summary>
internal sealed unsafe class LlamaModel : IDisposable
{
    private LlamaModel(LlamaModelHandle handle, ModelFile file)
    {
        Handle = handle;
        File = file;
        Vocabulary = new Vocabulary(handle);
        TrainedContext = NativeMethods.llama_model_n_ctx_train(handle);
        EmbeddingSize = NativeMethods.llama_model_n_embd_out(handle);
        var (encodes, decodes) = (NativeMethods.llama_model_has_encoder(handle) != 0, NativeMethods.llama_model_has_decoder(handle) != 0);
        IsEncoderOnly = encodes && !decodes;
        IsEncoderDecoder = encodes && decodes;
        HasStatefulMemory = NativeMethods.llama_model_is_recurrent(handle) != 0 || NativeMethods.llama_model_is_hybrid(handle) != 0;
        HasSlidingWindow = NativeMethods.llama_model_n_swa(handle) > 0;
        ChatTemplate = Marshal.PtrToStringUTF8((nint)NativeMethods.llama_model_chat_template(handle, null));
    }

    internal LlamaModelHandle Handle { get; }

    internal ModelFile File { get; }

    internal Vocabulary Vocabulary { get; }

    internal int TrainedContext { get; }

    internal int EmbeddingSize { get; }

    internal bool IsEncoderOnly { get; }

    internal bool IsEncoderDecoder { get; }

    /// <summary>A recurrent state has no positions to cut at, so a prefix of it cannot be kept.</summary>
    internal bool HasStatefulMemory { get; }

    /// <summary>A saved sequence leaves out what the attention window has passed, so it cannot be cut back to a prefix.</summary>
    internal bool HasSlidingWindow { get; }

    /// <summary>The template in the file, as Jinja source; null where it has none.</summary>
    internal string? ChatTemplate { get; }

    internal ulong Bytes => NativeMethods.llama_model_size(Handle);

    /// <summary>Memory one position of the cache takes over all layers, in 16-bit floats.</summary>
    internal long CacheBytesPerToken
    {
        get
        {
            var heads = Math.Max(1, NativeMethods.llama_model_n_head(Handle));
            var width = (long)NativeMethods.llama_model_n_embd(Handle) / heads * NativeMethods.llama_model_n_head_kv(Handle);
            return Math.Max(1, width * NativeMethods.llama_model_n_layer(Handle) * 2 * sizeof(ushort));
        }
    }

    /// <exception cref="ModelFileException">The engine refuses the file.</exception>
    /// <exception cref="EngineNotFoundException">There is no engine to load it with.</exception>
    /// <exception cref="OperationCanceledException">Loading was given up.</exception>
    internal static LlamaModel Load(ModelFile file, string? engines, int gpuLayers, ILogger logger, CancellationToken cancellationToken)
    {
        LlamaLibrary.Load(engines, logger);
        LlamaLog.ForgetError();
        var parameters = NativeMethods.llama_model_default_params();
        parameters.n_gpu_layers = gpuLayers;
        var stop = GCHandle.Alloc(cancellationToken);
        parameters.progress_callback = (nint)(delegate* unmanaged[Cdecl]<float, void*, byte>)&GoOn;
        parameters.progress_callback_user_data = GCHandle.ToIntPtr(stop);
        try
        {
            var handle = new LlamaModelHandle(Open(file.Path, parameters));
            if (handle.IsInvalid)
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw new ModelFileException($"model file {file.Path} is refused by the engine: {LlamaLog.FirstError ?? "no reason given"}");
            }

            return new LlamaModel(handle, file);
        }
        finally
        {
            stop.Free();
        }
    }

    internal string Describe()
    {
        Span<byte> buffer = stackalloc byte[256];
        fixed (byte* bytes = buffer)
        {
            var length = NativeMethods.llama_model_desc(Handle, bytes, (nuint)buffer.Length);
            return Encoding.UTF8.GetString(buffer[..Math.Clamp(length, 0, buffer.Length - 1)]);
        }
    }

    public void Dispose() => Handle.Dispose();

    private static nint Open(string file, LlamaModelParams parameters)
    {
        fixed (byte* path = Encoding.UTF8.GetBytes(file + '\0'))
        {
            return NativeMethods.llama_model_load_from_file(path, parameters);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte GoOn(float progress, void* token) =>
        GCHandle.FromIntPtr((nint)token).Target is CancellationToken { IsCancellationRequested: true } ? (byte)0 : (byte)1;
}
