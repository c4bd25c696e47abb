using System.Text;
using Modelyard.Library;
using Modelyard.Tests.Repository;

namespace Modelyard.Tests.Library;

public sealed class ModelMetadataTests
{
    [Fact]
    public async Task Atlas_SaysAllAboutItself()
    {
        var files = ScannedFile.InFolder(Path.Combine(RepositoryRoot.Path, "models", "atlas"));

        var metadata = await ModelMetadataReader.ReadAsync(files, TestContext.Current.CancellationToken);

        metadata.Task.ShouldBe("text-generation");
        metadata.Architecture.ShouldBe("llama");
        metadata.Parameters.ShouldBe(3_410_176);
        metadata.Quantization.ShouldBe("Q8_0");
        metadata.ContextLength.ShouldBe(1024);
        metadata.Languages.ShouldBe(["en"]);
        metadata.License.ShouldBe("Apache-2.0");
        metadata.Formats.ShouldBe(["Gguf"]);
        metadata.WeightBytes.ShouldBe(3_666_496);
        // 4 layers of 8 heads of 32 for keys and as many for values, in two bytes each.
        metadata.CacheBytesPerToken.ShouldBe(4 * 8 * 32 * 2 * 2);
        metadata.Memory.ShouldHaveSingleItem().ShouldBe(new MemoryNeed(1024, 3_666_496 + (64 << 20) + (1024 * 4096)));
    }

    [Fact]
    public async Task Gguf_WithGroupedHeadsAndABaseModel_IsDescribed()
    {
        var gguf = GgufBytes.Model()
            .Number("llama.attention.key_length", 32)
            .Text("general.license", "llama3.1")
            .Texts("general.languages", "de", "fr")
            .Number("general.base_model.count", 1)
            .Text("general.base_model.0.name", "Base")
            .Text("general.base_model.0.repo_url", "https://example.com/acme/base")
            .Tensor("a", [64, 4], 12, 0)
            .Tensor("b", [4], 0, 160)
            .ToArray();

        var metadata = await ReadAsync(("m.gguf", gguf));

        metadata.ContextLength.ShouldBe(8192);
        metadata.CacheBytesPerToken.ShouldBe(2 * 2 * (32 + 16) * 2);
        metadata.License.ShouldBe("LicenseRef-llama3.1");
        metadata.Languages.ShouldBe(["de", "fr"]);
        metadata.BaseModels.ShouldBe(["acme/base"]);
        metadata.Quantization.ShouldBe("Q4_K");
        metadata.Parameters.ShouldBe(260);
        metadata.Memory.Select(m => m.ContextLength).ShouldBe([4096, 8192]);
        (metadata.Memory[1].Bytes - metadata.Memory[0].Bytes).ShouldBe(4096 * 384);
    }

    [Fact]
    public async Task Folder_OfTheHub_IsDescribedByCardConfigurationAndWeights()
    {
        const string Config = """
            {"architectures":["LlamaForCausalLM"],"model_type":"llama","hidden_size":4096,"num_attention_heads":32,"num_key_value_heads":8,
             "num_hidden_layers":32,"max_position_embeddings":131072,"rope_scaling":{"factor":8.0},"torch_dtype":"bfloat16"}
            """;
        const string Card = """
            ---
            license: other
            license_name: community-license
            language:
            - en
            - de
            base_model: acme/base-8b
            pipeline_tag: text-generation
            tags: [chat, llama]
            ---
            # A model
            """;
        const string First = """{"a":{"dtype":"BF16","shape":[4,4],"data_offsets":[0,32]},"n":{"dtype":"F32","shape":[2],"data_offsets":[32,40]}}""";
        const string Second = """{"b":{"dtype":"BF16","shape":[100],"data_offsets":[0,200]}}""";

        var metadata = await ReadAsync(
            ("config.json", Encoding.UTF8.GetBytes(Config)),
            ("README.md", Encoding.UTF8.GetBytes(Card)),
            ("model-00001-of-00002.safetensors", SafetensorsBytes.Of(First, 40)),
            ("model-00002-of-00002.safetensors", SafetensorsBytes.Of(Second, 200)));

        metadata.Task.ShouldBe("text-generation");
        metadata.Architecture.ShouldBe("llama");
        metadata.Parameters.ShouldBe(118);
        metadata.Quantization.ShouldBe("BF16");
        metadata.ContextLength.ShouldBe(131_072);
        metadata.Languages.ShouldBe(["en", "de"]);
        metadata.License.ShouldBe("LicenseRef-community-license");
        metadata.BaseModels.ShouldBe(["acme/base-8b"]);
        metadata.CacheBytesPerToken.ShouldBe(131_072, "32 layers of 8 heads of 128, keys and values, two bytes");
        metadata.Memory[^1].Bytes.ShouldBe(metadata.WeightBytes + (64 << 20) + (131_072L * 131_072));
    }

    [Theory]
    [InlineData("""{"architectures":["BertForSequenceClassification"]}""", "text-classification")]
    [InlineData("""{"architectures":["BertModel"]}""", "feature-extraction")]
    [InlineData("""{"architectures":["T5ForConditionalGeneration"]}""", "text2text-generation")]
    [InlineData("""{"architectures":["LlavaForConditionalGeneration"],"vision_config":{"hidden_size":1024}}""", "image-text-to-text")]
    [InlineData("""{"architectures":["Unheard"]}""", null)]
    public async Task Task_FollowsFromTheClass_WhereNoCardNamesIt(string config, string? task) =>
        (await ReadAsync(("config.json", Encoding.UTF8.GetBytes(config)))).Task.ShouldBe(task);

    [Fact]
    public async Task Cache_OfCompressedAttention_IsOneVectorForAllHeads()
    {
        const string Config = """{"num_hidden_layers":60,"num_attention_heads":128,"kv_lora_rank":512,"qk_rope_head_dim":64,"hidden_size":5120}""";

        (await ReadAsync(("config.json", Encoding.UTF8.GetBytes(Config)))).CacheBytesPerToken.ShouldBe(60 * (512 + 64) * 2);
    }

    [Fact]
    public async Task Parameters_OfPackedWeights_AreCountedUnpacked()
    {
        const string Config = """{"quantization_config":{"quant_method":"gptq","bits":4}}""";
        var weights = SafetensorsBytes.Of("""{"q":{"dtype":"I32","shape":[10],"data_offsets":[0,40]},"s":{"dtype":"F16","shape":[4],"data_offsets":[40,48]}}""", 48);

        var metadata = await ReadAsync(("config.json", Encoding.UTF8.GetBytes(Config)), ("m.safetensors", weights));

        metadata.Parameters.ShouldBe(84);
        metadata.Quantization.ShouldBe("gptq-4bit");
    }

    [Fact]
    public async Task Configuration_OfAMultimodalModel_IsReadInItsPartAboutText()
    {
        const string Config = """{"text_config":{"num_hidden_layers":2,"num_attention_heads":4,"hidden_size":64,"max_position_embeddings":4096},"vision_config":{"hidden_size":32}}""";

        var metadata = await ReadAsync(("config.json", Encoding.UTF8.GetBytes(Config)));

        metadata.ContextLength.ShouldBe(4096);
        metadata.CacheBytesPerToken.ShouldBe(2 * 4 * 16 * 2 * 2);
    }

    [Fact]
    public async Task Onnx_IsCountedByItsWeights()
    {
        var metadata = await ReadAsync(("model.onnx", OnnxBytes.Model(OnnxBytes.Graph(OnnxBytes.Node("MatMul")))));

        metadata.Parameters.ShouldBe(6);
        metadata.Quantization.ShouldBe("F32");
        metadata.Formats.ShouldBe(["Onnx"]);
    }

    [Theory]
    [InlineData("mit", "MIT")]
    [InlineData("apache-2.0", "Apache-2.0")]
    [InlineData("Apache-2.0", "Apache-2.0")]
    [InlineData("gpl-3.0", "GPL-3.0-only")]
    [InlineData("openrail", "LicenseRef-openrail")]
    [InlineData("unknown", null)]
    public async Task License_IsAnSpdxIdentifier(string stated, string? expected) =>
        (await ReadAsync(("README.md", Encoding.UTF8.GetBytes($"---\nlicense: {stated}\n---\n")))).License.ShouldBe(expected);

    [Theory]
    [InlineData("README.md", "---\nlicense: [unclosed\n---\n")]
    [InlineData("README.md", "---\na: &a [x, x]\nb: [*a, *a]\nlicense: *a\n---\n")]
    [InlineData("config.json", "{")]
    [InlineData("config.json", """{"num_hidden_layers":-1,"num_attention_heads":0,"hidden_size":9223372036854775807,"max_position_embeddings":9223372036854775807}""")]
    [InlineData("m.gguf", "GGUF")]
    public async Task File_ThatIsDamaged_SaysNothing(string name, string content)
    {
        var metadata = await ReadAsync((name, Encoding.UTF8.GetBytes(content)));

        metadata.License.ShouldBeNull();
        metadata.CacheBytesPerToken.ShouldBeNull();
        metadata.Memory.ShouldBeEmpty();
    }

    private static Task<ModelMetadata> ReadAsync(params (string Name, byte[] Content)[] files) =>
        ModelMetadataReader.ReadAsync([.. files.Select(f => Scan.File(f.Name, f.Content))], TestContext.Current.CancellationToken);
}
