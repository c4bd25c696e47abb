using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace Modelyard.Inference;

/// <summary>libllama v0.5.0, names and order as in llama.h. Resolved by <see cref="LlamaLibrary"/>, never by the default search.</summary>
internal static unsafe partial class NativeMethods
{
    internal const string Llama = "llama";
    internal const string Ggml = "ggml";

    [LibraryImport(Ggml)]
    internal static partial void ggml_backend_load_all_from_path(byte* dirPath);

    [LibraryImport(Ggml)]
    internal static partial nuint ggml_backend_dev_count();

    [LibraryImport(Ggml)]
    internal static partial nint ggml_backend_dev_by_type(GgmlDeviceType type);

    [LibraryImport(Ggml)]
    internal static partial nint ggml_backend_dev_backend_reg(nint device);

    [LibraryImport(Ggml)]
    internal static partial nint ggml_backend_reg_get_proc_address(nint registration, byte* name);

    [LibraryImport(Ggml)]
    internal static partial void ggml_threadpool_params_init(GgmlThreadPoolParams* parameters, int threads);

    [LibraryImport(Llama)]
    internal static partial void llama_attach_threadpool(LlamaContextHandle context, ComputeThreads threads, nint batchThreads);

    [LibraryImport(Llama)]
    internal static partial byte* llama_version();

    [LibraryImport(Llama)]
    internal static partial void llama_backend_init();

    [LibraryImport(Llama)]
    internal static partial void llama_log_set(delegate* unmanaged[Cdecl]<int, byte*, void*, void> callback, void* userData);

    [LibraryImport(Llama)]
    internal static partial byte* llama_print_system_info();

    [LibraryImport(Llama)]
    internal static partial LlamaModelParams llama_model_default_params();

    [LibraryImport(Llama)]
    internal static partial LlamaContextParams llama_context_default_params();

    [LibraryImport(Llama)]
    internal static partial LlamaSamplerChainParams llama_sampler_chain_default_params();

    [LibraryImport(Llama)]
    internal static partial nint llama_model_load_from_file(byte* path, LlamaModelParams parameters);

    [LibraryImport(Llama)]
    internal static partial void llama_model_free(nint model);

    [LibraryImport(Llama)]
    internal static partial nint llama_init_from_model(LlamaModelHandle model, LlamaContextParams parameters);

    [LibraryImport(Llama)]
    internal static partial void llama_free(nint context);

    [LibraryImport(Llama)]
    internal static partial uint llama_n_ctx(LlamaContextHandle context);

    [LibraryImport(Llama)]
    internal static partial uint llama_n_batch(LlamaContextHandle context);

    [LibraryImport(Llama)]
    internal static partial nint llama_get_memory(LlamaContextHandle context);

    [LibraryImport(Llama)]
    internal static partial PoolingType llama_pooling_type(LlamaContextHandle context);

    [LibraryImport(Llama)]
    internal static partial nint llama_model_get_vocab(LlamaModelHandle model);

    [LibraryImport(Llama)]
    internal static partial int llama_model_n_ctx_train(LlamaModelHandle model);

    [LibraryImport(Llama)]
    internal static partial int llama_model_n_embd_out(LlamaModelHandle model);

    [LibraryImport(Llama)]
    internal static partial int llama_model_n_embd(LlamaModelHandle model);

    [LibraryImport(Llama)]
    internal static partial int llama_model_n_layer(LlamaModelHandle model);

    [LibraryImport(Llama)]
    internal static partial int llama_model_n_head(LlamaModelHandle model);

    [LibraryImport(Llama)]
    internal static partial int llama_model_n_head_kv(LlamaModelHandle model);

    [LibraryImport(Llama)]
    internal static partial int llama_model_n_swa(LlamaModelHandle model);

    [LibraryImport(Llama)]
    internal static partial int llama_model_desc(LlamaModelHandle model, byte* buffer, nuint size);

    [LibraryImport(Llama)]
    internal static partial ulong llama_model_size(LlamaModelHandle model);

    [LibraryImport(Llama)]
    internal static partial byte* llama_model_chat_template(LlamaModelHandle model, byte* name);

    [LibraryImport(Llama)]
    internal static partial byte llama_model_has_encoder(LlamaModelHandle model);

    [LibraryImport(Llama)]
    internal static partial byte llama_model_has_decoder(LlamaModelHandle model);

    [LibraryImport(Llama)]
    internal static partial byte llama_model_is_recurrent(LlamaModelHandle model);

    [LibraryImport(Llama)]
    internal static partial byte llama_model_is_hybrid(LlamaModelHandle model);

    [LibraryImport(Llama)]
    internal static partial void llama_memory_clear(nint memory, byte data);

    [LibraryImport(Llama)]
    internal static partial byte llama_memory_seq_rm(nint memory, int sequence, int from, int to);

    [LibraryImport(Llama)]
    internal static partial void llama_memory_seq_cp(nint memory, int source, int destination, int from, int to);

    [LibraryImport(Llama)]
    internal static partial int llama_memory_seq_pos_min(nint memory, int sequence);

    [LibraryImport(Llama)]
    internal static partial int llama_memory_seq_pos_max(nint memory, int sequence);

    [LibraryImport(Llama)]
    internal static partial nuint llama_state_seq_get_size(LlamaContextHandle context, int sequence);

    [LibraryImport(Llama)]
    internal static partial nuint llama_state_seq_get_data(LlamaContextHandle context, byte* destination, nuint size, int sequence);

    [LibraryImport(Llama)]
    internal static partial nuint llama_state_seq_set_data(LlamaContextHandle context, byte* source, nuint size, int sequence);

    [LibraryImport(Llama)]
    internal static partial LlamaBatch llama_batch_init(int tokens, int embeddings, int sequences);

    [LibraryImport(Llama)]
    internal static partial void llama_batch_free(LlamaBatch batch);

    [LibraryImport(Llama)]
    internal static partial int llama_encode(LlamaContextHandle context, LlamaBatch batch);

    [LibraryImport(Llama)]
    internal static partial int llama_decode(LlamaContextHandle context, LlamaBatch batch);

    [LibraryImport(Llama)]
    internal static partial float* llama_get_logits_ith(LlamaContextHandle context, int index);

    [LibraryImport(Llama)]
    internal static partial float* llama_get_embeddings_seq(LlamaContextHandle context, int sequence);

    [LibraryImport(Llama)]
    internal static partial int llama_chat_apply_template(
        byte* template, LlamaChatMessage* messages, nuint count, byte addAssistant, byte* buffer, int length);

    [LibraryImport(Llama)]
    internal static partial int llama_chat_builtin_templates(byte** output, nuint length);
}
