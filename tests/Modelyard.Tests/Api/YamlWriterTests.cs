using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Modelyard.Api;

namespace Modelyard.Tests;

public sealed class YamlWriterTests
{
    [Fact]
    public void Document_Written_LooksAsKubectlShowsIt()
    {
        var document = JsonNode.Parse("""
            {"kind":"Pod","apiVersion":"v1","metadata":{"name":"a","labels":{}},
             "spec":{"containers":[{"name":"c","args":["--x=1","a: b","-y"],"env":[]}],"nested":[[1,2],[]]},
             "text":"two\nlines\n","answer":"yes","number":"012","empty":"","nothing":null,"flag":true}
            """);

        YamlWriter.Write(document).ShouldBe("""
            answer: "yes"
            apiVersion: v1
            empty: ""
            flag: true
            kind: Pod
            metadata:
              labels: {}
              name: a
            nothing: null
            number: "012"
            spec:
              containers:
              - args:
                - --x=1
                - 'a: b'
                - -y
                env: []
                name: c
              nested:
              - - 1
                - 2
              - []
            text: |
              two
              lines

            """);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("with space")]
    [InlineData(" leading")]
    [InlineData("trailing ")]
    [InlineData("a #comment")]
    [InlineData("a:")]
    [InlineData("it's")]
    [InlineData("'quoted'")]
    [InlineData("\"double\"")]
    [InlineData("- item")]
    [InlineData("? key")]
    [InlineData("{{.Name}}")]
    [InlineData("*star")]
    [InlineData("@at")]
    [InlineData("%percent")]
    [InlineData("---")]
    [InlineData("...")]
    [InlineData("null")]
    [InlineData("0x1F")]
    [InlineData("1e3")]
    [InlineData(".nan")]
    [InlineData("2026-01-31T08:00:00Z")]
    [InlineData("line\n")]
    [InlineData("\n")]
    [InlineData("\n\n")]
    [InlineData("a\n\nb\n\n\n")]
    [InlineData("  indented\nless")]
    [InlineData("a\n  deeper\nb")]
    [InlineData("tab\there")]
    [InlineData("\ttab")]
    [InlineData("carriage\r\nreturn")]
    [InlineData("naïve café 漢字")]
    [InlineData("emoji 😀")]
    [InlineData("\u0001\u007f\u0085\u2028\ufeff")]
    [InlineData("<<")]
    [InlineData("=")]
    [InlineData("a, b]")]
    public void Text_WrittenAndRead_IsTheSame(string text)
    {
        foreach (var document in new JsonObject[] { new() { ["v"] = text }, new() { ["l"] = new JsonArray(text, new JsonArray(text)) }, new() { [text] = 1 } })
        {
            ShouldSurvive(document);
        }
    }

    [Fact]
    public void AnyDocument_WrittenAndRead_IsTheSame() =>
        Prop.ForAll(Documents().ToArbitrary(), ShouldSurvive).QuickCheckThrowOnFailure();

    private static void ShouldSurvive(JsonObject document)
    {
        var yaml = YamlWriter.Write(document);

        JsonNode.DeepEquals(ManifestReader.ReadSingle(yaml), document).ShouldBeTrue(yaml);
    }

    private static Gen<JsonObject> Documents() => Maps(3);

    private static Gen<JsonObject> Maps(int depth) =>
        from entries in Gen.Zip(Texts(), Nodes(depth)).ArrayOf()
        select new JsonObject(entries.DistinctBy(e => e.Item1).Select(e => KeyValuePair.Create(e.Item1, e.Item2?.DeepClone())));

    private static Gen<JsonNode?> Nodes(int depth)
    {
        var scalars = Gen.OneOf<JsonNode?>(
            Texts().Select(t => (JsonNode?)JsonValue.Create(t)),
            ArbMap.Default.GeneratorFor<int>().Select(n => (JsonNode?)JsonValue.Create((long)n)),
            ArbMap.Default.GeneratorFor<bool>().Select(b => (JsonNode?)JsonValue.Create(b)),
            Gen.Constant<JsonNode?>(null));
        return depth == 0
            ? scalars
            : Gen.Frequency<JsonNode?>(
                (4, scalars),
                (1, Maps(depth - 1).Select(m => (JsonNode?)m)),
                (1, Nodes(depth - 1).ArrayOf().Select(a => (JsonNode?)new JsonArray([.. a.Select(n => n?.DeepClone())]))));
    }

    // Texts made of what YAML gives a meaning to, so that few cases find much.
    private static Gen<string> Texts() =>
        Gen.Elements("a", "b", "0", "7", " ", "  ", "\n", ":", "-", "#", "'", "\"", "{", "}", "[", "]", ",", "&", "*", "!", "|", ">", "%", "@", "`", "?", "yes",
            "null", "~", "\t", "\\", "é", "=", ".", "_", "e", "x", "+", "<<").ArrayOf().Select(string.Concat);

    [Theory]
    [InlineData("2026-01-31T08:00:00Z")]
    [InlineData("2026-01-31")]
    [InlineData("12:30:45")]
    [InlineData("true")]
    public void TextThatSomeReadersTakeForSomethingElse_IsQuotedAsKubectlDoes(string text) => YamlWriter.Write(JsonValue.Create(text)).ShouldBe($"\"{text}\"\n");
}
