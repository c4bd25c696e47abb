using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Modelyard.Inference.Tests;

/// <summary>Our structs against llama-layout.csv: sizes and offsets that a C compiler gave for the pinned llama.h.</summary>
public sealed class LayoutTests
{
    private static readonly Dictionary<string, Type> Structs = new()
    {
        ["llama_model_params"] = typeof(LlamaModelParams),
        ["llama_context_params"] = typeof(LlamaContextParams),
        ["llama_batch"] = typeof(LlamaBatch),
        ["llama_token_data"] = typeof(LlamaTokenData),
        ["llama_token_data_array"] = typeof(LlamaTokenDataArray),
        ["llama_logit_bias"] = typeof(LlamaLogitBias),
        ["llama_chat_message"] = typeof(LlamaChatMessage),
        ["llama_sampler_chain_params"] = typeof(LlamaSamplerChainParams),
        ["ggml_threadpool_params"] = typeof(GgmlThreadPoolParams),
    };

    public static TheoryData<string> Names() => [.. Structs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Struct_InManagedCode_HasTheSizeOfTheHeader(string name) => SizeOf(Structs[name]).ShouldBe(Lines(name).Single(l => l.Field == "").Offset);

    [Theory]
    [MemberData(nameof(Names))]
    public void Struct_InManagedCode_HasTheFieldsOfTheHeader(string name)
    {
        var expected = Lines(name).Where(l => l.Field != "").Select(l => (l.Field, l.Offset, l.Size));
        var actual = Structs[name].GetFields(BindingFlags.Instance | BindingFlags.Public)
            .Select(f => (f.Name, (int)Marshal.OffsetOf(Structs[name], f.Name), f.FieldType.IsPointer ? nint.Size : SizeOf(f.FieldType)));
        actual.ShouldBe(expected);
    }

    [Fact]
    public void Version_OfTheInstalledEngine_IsTheOneTheHeaderIsOf()
    {
        LlamaLibrary.Load(Engines.Require(), Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        unsafe
        {
            Marshal.PtrToStringUTF8((nint)NativeMethods.llama_version()).ShouldStartWith("0.5.0");
        }
    }

    [Fact]
    public void ContextParams_ByDefault_AreWhatTheHeaderSays()
    {
        LlamaLibrary.Load(Engines.Require(), Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        var parameters = NativeMethods.llama_context_default_params();
        (parameters.n_ctx, parameters.n_batch, parameters.n_ubatch, parameters.n_seq_max).ShouldBe((512u, 2048u, 512u, 1u));
        parameters.n_outputs_max_per_seq.ShouldBe(1u);
        parameters.pooling_type.ShouldBe(PoolingType.Unspecified);
        parameters.flash_attn_type.ShouldBe(-1);
        parameters.yarn_ext_factor.ShouldBe(-1f);
        parameters.defrag_thold.ShouldBe(-1f);
        (parameters.type_k, parameters.type_v).ShouldBe((1, 1));
        (parameters.embeddings, parameters.offload_kqv, parameters.no_perf, parameters.op_offload).ShouldBe(((byte)0, (byte)1, (byte)1, (byte)1));
        (parameters.swa_full, parameters.kv_unified, parameters.samplers, parameters.ctx_other).ShouldBe(((byte)1, (byte)0, 0, 0));
    }

    [Fact]
    public void ModelParams_ByDefault_AreWhatTheHeaderSays()
    {
        LlamaLibrary.Load(Engines.Require(), Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        var parameters = NativeMethods.llama_model_default_params();
        (parameters.n_gpu_layers, parameters.split_mode, parameters.load_mode, parameters.lazy_mode).ShouldBe((-1, 1, -1, 1));
        (parameters.main_gpu, parameters.tensor_split, parameters.kv_overrides).ShouldBe((0, 0, 0));
        (parameters.vocab_only, parameters.check_tensors, parameters.use_extra_bufts, parameters.load_mtp).ShouldBe(((byte)0, (byte)0, (byte)1, (byte)0));
    }

    private static List<(string Field, int Offset, int Size)> Lines(string name)
    {
        using var stream = typeof(LayoutTests).Assembly.GetManifestResourceStream("llama-layout.csv")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(',')).Where(l => l[0] == name)
            .Select(l => (l[1], int.Parse(l[2]), int.Parse(l[3])))];
    }

    private static int SizeOf(Type type) =>
        (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type.IsEnum ? type.GetEnumUnderlyingType() : type).Invoke(null, null)!;
}
