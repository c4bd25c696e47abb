using Modelyard.Api;

namespace Modelyard.Tests;

public sealed class ManifestReaderTests
{
    [Theory]
    [InlineData("1", "1")]
    [InlineData("\"1\"", "\"1\"")]
    [InlineData("'1'", "\"1\"")]
    [InlineData("1.10", "1.1")]
    [InlineData("1e3", "1000")]
    [InlineData("-0x1F", "-31")]
    [InlineData("0644", "420")]
    [InlineData("0o644", "420")]
    [InlineData("0b101", "5")]
    [InlineData("1_000", "1000")]
    [InlineData("089", "89")]
    [InlineData("12345678901234567890", "1.2345678901234567E+19")]
    [InlineData("true", "true")]
    [InlineData("yes", "true")]
    [InlineData("Off", "false")]
    [InlineData("\"yes\"", "\"yes\"")]
    [InlineData("null", "null")]
    [InlineData("~", "null")]
    [InlineData("", "null")]
    [InlineData("\"\"", "\"\"")]
    [InlineData("2026-01-31", "\"2026-01-31\"")]
    [InlineData("1:30", "\"1:30\"")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData("500m", "\"500m\"")]
    [InlineData("!!str 12", "\"12\"")]
    [InlineData("!!int \"12\"", "12")]
    [InlineData("!own 12", "\"12\"")]
    [InlineData("!!binary aGk=", "\"hi\"")]
    [InlineData("{a: [1, x]}", "{\"a\":[1,\"x\"]}")]
    [InlineData("hello world", "\"hello world\"")]
    [InlineData("|\n  a\n  b\n", "\"a\\nb\\n\"")]
    [InlineData(">-\n  a\n  b\n", "\"a b\"")]
    public void Scalar_Read_HasTheTypeKubectlGivesIt(string yaml, string json) =>
        (ManifestReader.ReadSingle("value: " + yaml)["value"]?.ToJsonString(ApiJson.Options) ?? "null").ShouldBe(json);

    [Fact]
    public void Text_WithSeveralDocuments_GivesEachWithItsLine()
    {
        var all = ManifestReader.ReadAll("# first\nkind: A\n---\n---\n# nothing\n---\nkind: B\n...\n");

        all.Select(m => (m.Document["kind"]!.ToString(), m.Line)).ShouldBe([("A", 2), ("B", 7)]);
    }

    [Fact]
    public void Text_WithAList_GivesItsItems() =>
        ManifestReader.ReadAll("kind: List\nitems:\n- kind: A\n- kind: B\n").Select(m => m.Document["kind"]!.ToString()).ShouldBe(["A", "B"]);

    [Fact]
    public void Json_SeveralObjectsWithTabs_AreRead() =>
        ManifestReader.ReadAll("{\n\t\"kind\": \"A\"\n}\n{\"kind\":\"B\"}").Select(m => (m.Document["kind"]!.ToString(), m.Line)).ShouldBe([("A", 1), ("B", 4)]);

    [Fact]
    public void Anchors_AndMerges_AreCopied()
    {
        var read = ManifestReader.ReadSingle("base: &b {x: 1, z: 2}\nother:\n  <<: *b\n  z: 3\nlist: [*b]\n");

        read["other"]!.ToJsonString().ShouldBe("""{"z":3,"x":1}""");
        read["list"]![0]!["x"]!.GetValue<long>().ShouldBe(1);
    }

    [Theory]
    [InlineData("'a *b': c\n", "a *b", "c")]
    [InlineData("? a *b\n: c\n", "a *b", "c")]
    [InlineData("a*b: c\n", "a*b", "c")]
    [InlineData("<<: {}\na *b: c\n", "a *b", "c")]
    [InlineData("a & b: c\n", "a & b", "c")]
    [InlineData("a [b]: c\n", "a [b]", "c")]
    [InlineData("a: b *c\n", "a", "b *c")]
    [InlineData("a: b::c\n", "a", "b::c")]
    [InlineData("a: 'b: c'\n", "a", "b: c")]
    [InlineData("a: >-\n  b: c\n", "a", "b: c")]
    public void Words_WithIndicatorsInside_StayWords(string text, string key, string value) =>
        ManifestReader.ReadSingle(text).Select(p => (p.Key, p.Value?.ToString())).ShouldBe([(key, value)]);

    [Theory]
    [InlineData("a: 1\nb:\n  c: 1\n  c: 2\n", 4, "key \"c\" already set in map")]
    [InlineData("a: 1\n\"a\": 2\n", 2, "key \"a\" already set in map")]
    [InlineData("a: b: c\n", 1, "invalid mapping")]
    [InlineData("x: 1\n---\na *b: c\n", 3, "put quotes around the key")]
    [InlineData("x:\n  a *b:\n  - c\n", 2, "put quotes around the key")]
    [InlineData("x: {a *b: c}\n", 1, "put quotes around the key")]
    [InlineData("x: [a:]\n", 1, "put quotes around the key")]
    [InlineData("a: *nothing\n", 1, "unknown anchor")]
    [InlineData("a: .inf\n", 1, "cannot be written as JSON")]
    [InlineData("a: !!int x\n", 1, "cannot be read as !!int")]
    [InlineData("- 1\n", 1, "expected an object")]
    [InlineData("{\"a\": 1,\n \"a\": 2}", 1, "uplicate")]
    [InlineData("{\"a\": \n\n }}", 3, "")]
    public void Text_ThatCannotBeRead_SaysWhereAndWhy(string text, int line, string reason)
    {
        var wrong = Should.Throw<ManifestException>(() => ManifestReader.ReadAll(text, "m.yaml"));

        wrong.Line.ShouldBe(line);
        wrong.Message.ShouldStartWith($"m.yaml: line {line}: ");
        wrong.Message.ShouldContain(reason);
    }

    [Fact]
    public void Aliases_ThatMultiply_AreRefused()
    {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
            + string.Concat(Enumerable.Range(1, 8).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));

        Should.Throw<ManifestException>(() => ManifestReader.ReadAll(bomb)).Reason.ShouldContain("excessive aliasing");
    }

    [Fact]
    public void Nesting_WithoutEnd_IsRefused() =>
        Should.Throw<ManifestException>(() => ManifestReader.ReadAll("a: " + new string('[', 5000) + new string(']', 5000)));
}
