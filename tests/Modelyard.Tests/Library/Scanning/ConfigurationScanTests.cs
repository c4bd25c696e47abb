using System.Text;
using Modelyard.Library;

namespace Modelyard.Tests.Library;

/// <summary>Files beside the weights: configuration, code, programs, secrets, and what nobody knows.</summary>
public sealed class ConfigurationScanTests
{
    [Theory]
    [InlineData("""{"architectures":["LlamaForCausalLM"],"model_type":"llama","auto_map":{}}""")]
    [InlineData("""{"time_step_limit":[0.0,Infinity],"x":NaN,"trust_remote_code":false,"auto_map":null}""")]
    [InlineData("""[{"name":"a"},{"class_name":null}]""")]
    public async Task Configuration_WithoutCode_IsClean(string json) => (await Scan.FileAsync("config.json", Encoding.UTF8.GetBytes(json))).ShouldBeClean();

    [Theory]
    [InlineData("""{"auto_map":{"AutoConfig":"configuration_x.XConfig","AutoModel":"modeling_x.XModel"}}""")]
    [InlineData("""{"auto_map":{"AutoTokenizer":["tokenization_x.XTokenizer",null]}}""")]
    [InlineData("""{"a":{"auto_map":"modeling_x.XModel"}}""")]
    [InlineData("""{"auto\u005fmap":{"AutoModel":"m.M"}}""")]
    [InlineData("""{"custom_pipelines":{"x":{"impl":"pipeline.X"}},"custom_pipeline":"x.y"}""")]
    [InlineData("""{"trust_remote_code":true}""")]
    public async Task Configuration_ThatAsksForCode_IsFoundUnderAnyName(string json)
    {
        (await Scan.FileAsync("config.json", Encoding.UTF8.GetBytes(json))).Rules().ShouldBe(["MY-COD-001"]);
        (await Scan.FileAsync("unheard-of", Encoding.UTF8.GetBytes("\n " + json))).Rules().ShouldBe(["MY-COD-001"]);
    }

    [Theory]
    [InlineData("""{"a":1""")]
    [InlineData("""{"a":1}}""")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{"a" 1}""")]
    [InlineData("""{"a":"\q"}""")]
    public async Task Configuration_ThatCannotBeRead_IsUnfinished(string json) =>
        (await Scan.FileAsync("config.json", Encoding.UTF8.GetBytes(json))).Verdict.ShouldBe(ScanVerdict.Unfinished);

    [Theory]
    [InlineData("{a:1}")]
    [InlineData("auto_map: {}")]
    [InlineData("<html></html>")]
    public async Task Configuration_ThatIsNoJson_IsFound(string text) => (await Scan.FileAsync("config.json", Encoding.UTF8.GetBytes(text))).Rules().ShouldBe(["MY-FILE-002"]);

    [Theory]
    [InlineData("modeling_x.py", "import torch\n", "MY-COD-002")]
    [InlineData("demo.ipynb", "{}", "MY-COD-002")]
    [InlineData("install.sh", "echo hello\n", "MY-COD-003")]
    [InlineData("install", "#!/bin/sh\necho hello\n", "MY-COD-003")]
    public async Task Code_IsFound(string name, string text, string rule) => (await Scan.FileAsync(name, Encoding.UTF8.GetBytes(text))).Rules().ShouldBe([rule]);

    [Fact]
    public async Task Code_InAnArchiveOfTorchScript_IsFound() =>
        (await Scan.FileAsync("model.pt", ZipBytes.Of(("m/constants.pkl", new PickleBytes().Ops(").").ToArray()), ("m/code/__torch__.py", "class M: pass\n"u8.ToArray())))).ShouldHave("MY-COD-002");

    public static TheoryData<byte[]> Programs() => new(
        [0x7F, .. "ELF"u8, 2, 1, 1, 0], [.. "MZ"u8, 0x90, 0], [0xCF, 0xFA, 0xED, 0xFE, 7, 0], [0xCA, 0xFE, 0xBA, 0xBE, 0, 0], [0, .. "asm"u8, 1, 0, 0, 0]);

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Program_IsCriticalUnderAnyName(byte[] content)
    {
        (await Scan.FileAsync("libop.so", content)).ShouldHave("MY-FILE-004");
        (await Scan.FileAsync("weights.bin", content)).ShouldHave("MY-FILE-004");
    }

    [Theory]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blbn\n", "MY-SEC-001")]
    [InlineData("token: hf_abcdefghijklmnopqrstuvwxyzABCDEFGH\n", "MY-SEC-002")]
    [InlineData("aws_access_key_id = AKIAIOSFODNN7EXAMPLE\n", "MY-SEC-002")]
    [InlineData("GITHUB=ghp_abcdefghijklmnopqrstuvwxyz0123456789\n", "MY-SEC-002")]
    [InlineData("slack xoxb-123456789012-abcdefghijkl\n", "MY-SEC-002")]
    [InlineData("google AIzaSyA1234567890abcdefghijklmnopqrstuv\n", "MY-SEC-002")]
    [InlineData("wandb.login(key='0123456789abcdef0123456789abcdef01234567')\n", "MY-SEC-002")]
    public async Task Secret_IsFoundAndNotRepeated(string text, string rule)
    {
        var finding = (await Scan.FileAsync("notes.txt", Encoding.UTF8.GetBytes(text))).Findings.ShouldHaveSingleItem();

        finding.RuleId.ShouldBe(rule);
        text.Split(' ', '=', ':', '\'', '\n').Where(w => w.Length > 16).ShouldAllBe(w => !finding.Message.Contains(w));
    }

    [Fact]
    public async Task Secret_AcrossTheBorderOfTwoPieces_IsFound()
    {
        var text = new string('x', (64 << 10) - 20) + " hf_abcdefghijklmnopqrstuvwxyzABCDEFGH " + new string('x', 1000);

        (await Scan.FileAsync("notes.txt", Encoding.UTF8.GetBytes(text))).Rules().ShouldBe(["MY-SEC-002"]);
    }

    [Theory]
    [InlineData("Set HF_TOKEN to your token (it starts with hf_).\n")]
    [InlineData("The license key sk-learn is a joke; AKIA is a prefix.\n")]
    public async Task Text_AboutSecrets_IsClean(string text) => (await Scan.FileAsync("README.md", Encoding.UTF8.GetBytes(text))).ShouldBeClean();

    [Fact]
    public async Task Content_OfAnUnknownFormat_IsSkippedAndSaidSo()
    {
        var result = await Scan.FileAsync("tokens.bin", [0x00, 0x01, 0x02, 0xFE, 0xFF, 0x10]);

        result.Verdict.ShouldBe(ScanVerdict.Findings);
        result.Rules().ShouldBe(["MY-FILE-001"]);
        result.Files[0].Outcome.ShouldBe(FileScanOutcome.Skipped);
    }

    [Theory]
    [InlineData("a.gguf", "{}")]
    [InlineData("a.safetensors", "hello")]
    [InlineData("logo.png", "{}")]
    public async Task Name_ThatPromisesSomethingElse_IsFound(string name, string text) =>
        (await Scan.FileAsync(name, Encoding.UTF8.GetBytes(text))).ShouldHave("MY-FILE-002");

    [Fact]
    public async Task Tokenizer_OfSentencePiece_IsClean()
    {
        byte[] piece = [0x0A, 12, 0x0A, 3, (byte)'a', (byte)'b', (byte)'c', 0x15, 0, 0, 0x80, 0x3F, 0x18, 1];

        (await Scan.FileAsync("tokenizer.model", [.. piece, .. piece, .. piece, .. piece])).ShouldBeClean();
    }

    [Theory]
    [InlineData("")]
    [InlineData("Ein Modell für Übersetzungen.\n")]
    public async Task Text_IsClean(string text) => (await Scan.FileAsync("README.md", Encoding.UTF8.GetBytes(text))).ShouldBeClean();
}
