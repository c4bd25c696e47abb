using System.Text;
using Modelyard.Artifacts;
using Modelyard.Tests.Library;

namespace Modelyard.Tests.Artifacts;

/// <summary>What the readers say of files that are as they should be. What they say of others is seen by the scans.</summary>
public sealed class ReaderTests
{
    [Fact]
    public void Gguf_IsReadWithTheFileOfTheRepository()
    {
        using var file = File.OpenRead(Path.Combine(Repository.RepositoryRoot.Path, "models", "atlas", "atlas.gguf"));

        var header = Read(file, reader => GgufHeaderReader.Read(reader, file.Length));

        header.Problems.ShouldBeEmpty();
        header.Version.ShouldBe(3u);
        header.Tensors.Count.ShouldBe(38);
        header.Architecture.ShouldBe("llama");
        header.Texts("general.tags").ShouldBe(["text-generation", "chat", "demo"]);
        header.Text("tokenizer.chat_template")!.ShouldContain("<|im_start|>");
        header.OfArchitecture("block_count").ShouldBe(4);
    }

    [Fact]
    public void Safetensors_AreSummedUpByType()
    {
        var content = SafetensorsBytes.Of("""{"__metadata__":{"format":"pt"},"a":{"dtype":"F16","shape":[3,2],"data_offsets":[0,12]},"s":{"shape":[],"dtype":"F32","data_offsets":[12,16]}}""");

        var header = Read(content, reader => SafetensorsHeaderReader.Read(reader, content.Length));

        header.Problems.ShouldBeEmpty();
        header.Tensors.ShouldBe(2);
        header.Metadata["format"].ShouldBe("pt");
        header.ElementsByType["F16"].ShouldBe((UInt128)6);
        header.ElementsByType["F32"].ShouldBe((UInt128)1);
    }

    [Fact]
    public void Onnx_IsReadWithItsSubgraphs()
    {
        var inner = OnnxBytes.Graph(OnnxBytes.Node("Add"), OnnxBytes.Node("Mul"));
        var content = OnnxBytes.Model(OnnxBytes.Graph(OnnxBytes.Node("Add"), OnnxBytes.Node("If", attribute: new OnnxBytes().Text(1, "then").Message(6, inner))));

        var model = Read(content, reader => OnnxModelReader.Read(reader, content.Length));

        model.Problems.ShouldBeEmpty();
        model.IrVersion.ShouldBe(8);
        model.Producer.ShouldBe("test");
        model.Opsets[""].ShouldBe(17);
        model.Operators.ShouldBe(new Dictionary<OnnxOperator, int> { [new("", "Add")] = 2, [new("", "If")] = 1, [new("", "Mul")] = 1 }, ignoreOrder: true);
        model.Inputs.ShouldBe(["x"]);
        model.Outputs.ShouldBe(["y"]);
        model.Elements.ShouldBe((UInt128)12);
    }

    [Fact]
    public void Hdf5_IsFollowedToItsRoot()
    {
        foreach (var content in (byte[][])[HdfBytes.WithText("model_config", "{\"a\":1}"), HdfBytes.WithFixedText("model_config", "{\"a\":1}")])
        {
            var root = HdfRootReader.Read(new MemoryStream(content));

            root.Problem.ShouldBeNull();
            var attribute = root.Attributes.ShouldHaveSingleItem();
            attribute.Name.ShouldBe("model_config");
            Encoding.UTF8.GetString(content, (int)attribute.Offset, (int)attribute.Length).ShouldBe("{\"a\":1}");
        }
    }

    [Fact]
    public void Zip_IsReadAsDotNetWritesIt()
    {
        var stream = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(stream, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in (string[])["a/", "a/ä.txt", "b.json"])
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(name.EndsWith('/') ? "" : name));
            }
        }

        var directory = ZipDirectoryReader.Read(stream, 100, CancellationToken.None);

        directory.Problems.ShouldBeEmpty();
        directory.IsComplete.ShouldBeTrue();
        directory.Members.Select(m => m.Name).ShouldBe(["a/", "a/ä.txt", "b.json"]);
        using var reader = new StreamReader(directory.Members[1].Open(stream));
        reader.ReadToEnd().ShouldBe("a/ä.txt");
    }

    [Fact]
    public void Zip_BehindOtherBytes_IsReadWithItsOffsetsMoved()
    {
        var archive = new ZipBytes().Add("a", "text"u8.ToArray()).ToArray();

        var directory = ZipDirectoryReader.Read(new MemoryStream([.. new byte[1000], .. archive]), 100, CancellationToken.None);

        directory.Members.ShouldHaveSingleItem().DataOffset.ShouldBe(1031);
        directory.Problems.ShouldHaveSingleItem().Fault.ShouldBe(FormatFault.Unclaimed);
    }

    [Theory]
    [InlineData("""{"a":[1,-2.5e+3,true,null,"x\u00e9\ud83d\ude00\n\/"],"b":{}}""", "{,a,[,1,-2.5e+3,true,null,xé😀\n/,],b,{,},}")]
    [InlineData(""" [ NaN , Infinity , -Infinity ] """, "[,NaN,Infinity,-Infinity,]")]
    [InlineData(""" "\ud83dx\udc00" """, "\uFFFDx\uFFFD")]
    [InlineData("12", "12")]
    public void Json_IsReadTokenByToken(string json, string expected)
    {
        Tokens(json).ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1 2]")]
    [InlineData("[1,]")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\"}")]
    [InlineData("{1:2}")]
    [InlineData("{]")]
    [InlineData("[01a]")]
    [InlineData("[+1]")]
    [InlineData("[nan]")]
    [InlineData("1 2")]
    [InlineData("\"a\nb\"")]
    [InlineData("\"\\u12g4\"")]
    [InlineData("'a'")]
    public void Json_ThatIsNone_IsRefused(string json) => Should.Throw<MalformedContentException>(() => Tokens(json));

    [Fact]
    public void Json_NestedWithoutEnd_IsRefused() =>
        Should.Throw<MalformedContentException>(() => Tokens(new string('[', 100_000))).Fault.ShouldBe(FormatFault.Absurd);

    [Fact]
    public void Json_WithTextsLongerThanABuffer_IsRead()
    {
        var text = new string('é', 100_000);

        Tokens($"{{\"a\":\"{text}\"}}").ShouldBe($"{{,a,{text},}}");
    }

    [Fact]
    public void Card_IsReadAtItsTopOnly()
    {
        var card = ModelCard.Parse("---\nlicense: mit\nlanguage:\n- en\n- de\nmodel-index:\n- name: x\n  results: [1, 2]\nwidget: {text: a}\ntags: [a, b]\n---\n# Title\nlicense: gpl\n");

        card.First("license").ShouldBe("mit");
        card["language"].ShouldBe(["en", "de"]);
        card["tags"].ShouldBe(["a", "b"]);
        card["widget"].ShouldBeEmpty();
        card.First("text").ShouldBeNull();
        card.First("name").ShouldBeNull();
    }

    [Theory]
    [InlineData("# No front matter\n")]
    [InlineData("---\nnot closed\n")]
    [InlineData("")]
    public void Card_WithoutFrontMatter_IsEmpty(string text) => ModelCard.Parse(text).Fields.ShouldBeEmpty();

    [Fact]
    public void Template_IsTakenApart()
    {
        var tokens = ChatTemplate.Read("a {# no #}{%- if x.y is not none -%}{{ z['k\\x41'] | trim }}{% endif %}");

        tokens.Where(t => t.Kind is not TemplateTokenKind.Operator).Select(t => (t.Kind, t.Value)).ShouldBe(
        [
            (TemplateTokenKind.Statement, "if"), (TemplateTokenKind.Name, "x"), (TemplateTokenKind.Attribute, "y"), (TemplateTokenKind.Name, "is"),
            (TemplateTokenKind.Test, "not"), (TemplateTokenKind.Test, "none"), (TemplateTokenKind.Name, "z"), (TemplateTokenKind.Text, "kA"),
            (TemplateTokenKind.Filter, "trim"), (TemplateTokenKind.Statement, "endif"),
        ]);
    }

    [Fact]
    public void Reader_NeverReturnsMoreThanThereIs()
    {
        using var reader = new ByteReader(new MemoryStream(new byte[10]), CancellationToken.None);

        reader.Available(100).ShouldBe(10);
        reader.UInt64("a number").ShouldBe(0UL);
        Should.Throw<MalformedContentException>(() => reader.UInt32("a number")).Fault.ShouldBe(FormatFault.Truncated);
        Should.Throw<MalformedContentException>(() => reader.Skip(3, "data"));
        Should.Throw<MalformedContentException>(() => reader.Bytes(-1, 100, "data")).Fault.ShouldBe(FormatFault.Absurd);
        reader.Skip(2, "data");
        reader.AtEnd.ShouldBeTrue();
        reader.Position.ShouldBe(10);
    }

    private static string Tokens(string json) => Read(Encoding.UTF8.GetBytes(json), reader =>
    {
        var tokens = new JsonTokens(reader);
        var texts = new List<string>();
        for (JsonToken token; (token = tokens.Next()) != JsonToken.End;)
        {
            texts.Add(token switch
            {
                JsonToken.StartObject => "{",
                JsonToken.EndObject => "}",
                JsonToken.StartArray => "[",
                JsonToken.EndArray => "]",
                _ => tokens.Text!,
            });
        }

        return string.Join(',', texts);
    });

    private static T Read<T>(byte[] content, Func<ByteReader, T> read) => Read(new MemoryStream(content), read);

    private static T Read<T>(Stream content, Func<ByteReader, T> read)
    {
        using var reader = new ByteReader(content, CancellationToken.None);
        return read(reader);
    }
}
