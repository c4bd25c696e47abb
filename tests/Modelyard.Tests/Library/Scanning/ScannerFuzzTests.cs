using System.Globalization;
using System.IO.Compression;
using System.Text;
using Modelyard.Library;

namespace Modelyard.Tests.Library;

/// <summary>
/// Valid files of every format, changed at random but always in the same way. Each scan has to end, without a fault of its own and
/// without reading without end; and a file in which the attack is left untouched is never clean, whatever else of it has changed.
/// </summary>
public sealed class ScannerFuzzTests
{
    private const string Template = "{{ ''.__class__.__mro__ }}";
    private static readonly byte[] Pickle = PickleBytes.Call("posix", "system");

    /// <summary>Executions for each file; more of them by the environment.</summary>
    private static readonly int Executions = int.Parse(Environment.GetEnvironmentVariable("MODELYARD_FUZZ") ?? "400", CultureInfo.InvariantCulture);

    public static TheoryData<string, byte[]> Files()
    {
        var lambda = """{"module":"keras","class_name":"Functional","config":{"layers":[{"class_name":"Lambda","config":{}}]}}""";
        return new TheoryData<string, byte[]>
        {
            { "a.pkl", PickleBytes.StateDict() },
            { "b.pkl", PickleBytes.Protocol(4).StackGlobal("collections", "OrderedDict").Memoize().Ops(")R").Memoize().Text("key").Int(1).Ops("s.").ToArray() },
            { "c.pt", ZipBytes.Torch(PickleBytes.StateDict()) },
            { "d.zip", new ZipBytes().Add("a.json", "{}"u8.ToArray(), m => m.IsDeflated = true).Add("b/c.txt", "text"u8.ToArray()).ToArray() },
            { "e.tar", TarBytes.Of(("a.json", "{}"u8.ToArray()), ("b.pkl", Pickle)) },
            { "e2.tar", TarBytes.Of((new string('n', 120) + "/a.json", "{}"u8.ToArray()), ("b.npy", NpyBytes.Of("'<f8'", new byte[16]))) },
            { "f.tar.gz", Packed(TarBytes.Of(("a.json", "{}"u8.ToArray())), gzip: true) },
            { "g.joblib", Packed(PickleBytes.StateDict(), gzip: false) },
            { "h.npy", NpyBytes.Of("'<f8'", new byte[16]) },
            { "i.npz", ZipBytes.Of(("a.npy", NpyBytes.Of("'|O'", Pickle))) },
            { "j.safetensors", SafetensorsBytes.Of() },
            { "k.gguf", GgufBytes.Model().Texts("general.languages", "en", "de").Text("tokenizer.chat_template", Template).Tensor("a", [4], 0, 0).Tensor("b", [8], 0, 32).ToArray() },
            { "l.onnx", OnnxBytes.Model(OnnxBytes.Graph(OnnxBytes.Node("If", attribute: new OnnxBytes().Text(1, "g").Message(6, OnnxBytes.Graph(OnnxBytes.Node("MatMul"))))).Message(5, OnnxBytes.ExternalTensor("w", "w.bin", "0", "16"))) },
            { "m.h5", HdfBytes.WithText("model_config", lambda) },
            { "n.h5", HdfBytes.WithFixedText("model_config", lambda) },
            { "o.keras", ZipBytes.Of(("config.json", Encoding.UTF8.GetBytes(lambda))) },
            { "config.json", Encoding.UTF8.GetBytes("""{"a":[1,-2.5e3,NaN,true,null,"\u00e9\ud83d\ude00\n"],"auto_map":{"A":"m.M"},"chat_template":[{"name":"x","template":"{{ messages }}"}]}""") },
            { "chat_template.jinja", Encoding.UTF8.GetBytes("{%- for m in messages %}{{ m['role'] ~ \"\\n\" + m.content|trim }}{# c #}{% endfor -%}") },
            { "README.md", Encoding.UTF8.GetBytes("---\nlicense: mit\nlanguage: [en, de]\n---\n# A\n") },
        };
    }

    public static TheoryData<string, byte[], byte[]> Attacks()
    {
        var attacks = new TheoryData<string, byte[], byte[]>();
        var stack = PickleBytes.Protocol(4).StackGlobal("posix", "system").Text("id").Raw(0x85).Ops("R0").ToArray();
        var autoMap = "\"auto_map\":{\"A\":\"m.M\"}"u8.ToArray();
        var lambda = "\"class_name\":\"Lambda\""u8.ToArray();
        var template = Encoding.UTF8.GetBytes(Template);
        attacks.Add("a.pkl", [.. Pickle, .. new byte[20]], Pickle);
        attacks.Add("b.pkl", [.. stack, .. "N."u8], stack);
        attacks.Add("d.pt", ZipBytes.Torch(Pickle), Pickle);
        attacks.Add("e.pt", ZipBytes.Torch(PickleBytes.StateDict(), storage: Pickle), Pickle);
        attacks.Add("f.bin", ZipBytes.Of(("a/b/config.json", "{}"u8.ToArray()), ("a/data.pkl", Pickle), ("a/version", "3"u8.ToArray())), Pickle);
        attacks.Add("g.tar", TarBytes.Of(("a.json", "{}"u8.ToArray()), ("b.pkl", Pickle)), Pickle);
        var array = NpyBytes.Of("'|O'", Pickle);
        attacks.Add("h.npy", array, array[9..]);
        attacks.Add("config.json", Encoding.UTF8.GetBytes("{\"a\":[1,2,{\"b\":null}],\"auto_map\":{\"A\":\"m.M\"},\"c\":\"d\"}"), autoMap);
        attacks.Add("model.json", Encoding.UTF8.GetBytes("{\"config\":{\"layers\":[{\"x\":1,\"class_name\":\"Lambda\",\"y\":{}}]}}"), lambda);
        attacks.Add("chat_template.jinja", Encoding.UTF8.GetBytes("{% for m in messages %}{{ m }}" + Template + "{% endfor %}"), template);
        return attacks;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task File_ChangedAtRandom_IsScannedToAnEnd(string name, byte[] content)
    {
        var executions = 0;
        for (; executions < Executions; executions++)
        {
            var changed = new Mutation(executions).Of(content);

            var result = await Scan.FileAsync(name, changed);

            result.Files.ShouldHaveSingleItem().BytesRead.ShouldBeLessThan(200 + (200L * changed.Length), $"mutation {executions} of {name}");
            (result.Verdict is ScanVerdict.Clean && result.Findings.Any(f => f.Severity > FindingSeverity.Info)).ShouldBeFalse();
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{executions} executions on {name}");
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task Attack_InAFileChangedAroundIt_IsNeverClean(string name, byte[] content, byte[] attack)
    {
        var at = content.AsSpan().IndexOf(attack);
        at.ShouldBeGreaterThanOrEqualTo(0);

        // The byte before it belongs to it: a pickle behind an opcode that takes it for a text is one no more.
        var kept = Math.Max(0, at - 1)..(at + attack.Length);
        (await Scan.FileAsync(name, content)).Verdict.ShouldNotBe(ScanVerdict.Clean);
        var executions = 0;
        for (; executions < Executions; executions++)
        {
            var changed = new Mutation(executions).Of(content, kept);

            var result = await Scan.FileAsync(name, changed);

            result.Verdict.ShouldNotBe(ScanVerdict.Clean, $"mutation {executions} of {name}: {Convert.ToHexString(changed)}");
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{executions} executions on {name}");
    }

    private static byte[] Packed(byte[] content, bool gzip)
    {
        var packed = new MemoryStream();
        using (Stream compressing = gzip ? new GZipStream(packed, CompressionLevel.Optimal) : new ZLibStream(packed, CompressionLevel.Optimal))
        {
            compressing.Write(content);
        }

        return packed.ToArray();
    }
}
