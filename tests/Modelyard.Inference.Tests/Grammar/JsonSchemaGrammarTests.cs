using System.Text;
using System.Text.Json;

namespace Modelyard.Inference.Tests;

public sealed class JsonSchemaGrammarTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    public static TheoryData<string, string> Refused() => new()
    {
        { """{"type":"string","pattern":"^a"}""", "the keyword 'pattern' is not supported here (at $)" },
        { """{"type":"object","properties":{"a":{"type":"integer","minimum":3}}}""", "the keyword 'minimum' is not supported here (at $.properties.a)" },
        { """{"type":"array","items":{"type":"string"},"uniqueItems":true}""", "'uniqueItems'" },
        { """{"allOf":[{"type":"string"},{"type":"integer"}]}""", "'allOf'" },
        { """{"not":{"type":"string"}}""", "'not'" },
        { """{"type":"widget"}""", "'widget' is not a JSON type" },
        { """{"enum":[]}""", "at least one value" },
        { """{"$ref":"https://example.com/x"}""", "not a reference within this schema" },
        { """{"$ref":"#/$defs/missing"}""", "points to nothing" },
        { """{"type":"object","properties":{"a":{}},"required":["b"]}""", "'b', which is not in properties" },
        { """{"type":"array","minItems":5,"maxItems":2}""", "maxItems is less than minItems" },
        { """{"type":"string","maxLength":100000}""", "maxLength must be an integer between" },
        { "\"text\"", "must be an object" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Compile_WhatIsNotSupported_IsRefusedByName(string schema, string reason) =>
        Should.Throw<GrammarException>(() => JsonSchemaGrammar.Compile(JsonElement.Parse(schema))).Message.ShouldContain(reason);

    [Fact]
    public async Task Object_Generated_HasRequiredMembersInOrderAndNoOthers()
    {
        const string Schema = """
            {"type":"object","additionalProperties":false,"required":["name","age"],"properties":{
              "name":{"type":"string","minLength":2,"maxLength":6,"title":"ignored"},
              "nick":{"type":["string","null"],"maxLength":3},
              "age":{"type":"integer"},
              "tags":{"type":"array","items":{"enum":["a","b",3]},"minItems":1,"maxItems":4},
              "ok":{"type":"boolean"}}}
            """;
        foreach (var value in await GenerateAsync(Schema, 12))
        {
            var members = value.EnumerateObject().Select(m => m.Name).ToList();
            string[] order = ["name", "nick", "age", "tags", "ok"];
            members.ShouldBe(order.Where(members.Contains));
            value.GetProperty("name").GetString()!.EnumerateRunes().Count().ShouldBeInRange(2, 6);
            value.GetProperty("age").TryGetInt64(out _).ShouldBeTrue();
            if (value.TryGetProperty("tags", out var tags))
            {
                tags.GetArrayLength().ShouldBeInRange(1, 4);
                tags.EnumerateArray().ShouldAllBe(t => t.GetRawText() == "\"a\"" || t.GetRawText() == "\"b\"" || t.GetRawText() == "3");
            }
        }
    }

    [Fact]
    public async Task Array_Generated_HasAsManyItemsAsAllowed()
    {
        var lengths = (await GenerateAsync("""{"type":"array","items":{"type":"boolean"},"minItems":2,"maxItems":5}""", 12)).Select(v => v.GetArrayLength()).ToList();
        lengths.ShouldAllBe(l => l >= 2 && l <= 5);
        (await GenerateAsync("""{"type":"array","maxItems":0}""", 2)).ShouldAllBe(v => v.GetArrayLength() == 0);
    }

    [Fact]
    public async Task Branches_Generated_AreOneOfThem()
    {
        foreach (var value in await GenerateAsync("""{"anyOf":[{"const":"left"},{"type":"null"},{"type":"object","properties":{"x":{"const":1}},"required":["x"]}]}""", 12))
        {
            new[] { JsonValueKind.String, JsonValueKind.Null, JsonValueKind.Object }.ShouldContain(value.ValueKind);
        }
    }

    [Fact]
    public async Task Reference_ToItself_GivesTrees()
    {
        const string Schema = """
            {"$ref":"#/$defs/node","$defs":{"node":{"type":"object","required":["v","next"],"additionalProperties":false,
              "properties":{"v":{"enum":[1,2]},"next":{"anyOf":[{"type":"null"},{"$ref":"#/$defs/node"}]}}}}}
            """;
        foreach (var value in await GenerateAsync(Schema, 6))
        {
            for (var node = value; node.ValueKind is JsonValueKind.Object; node = node.GetProperty("next"))
            {
                node.GetProperty("v").GetInt32().ShouldBeInRange(1, 2);
            }
        }
    }

    [Fact]
    public async Task Map_Generated_HasValuesOfTheSchema()
    {
        foreach (var value in await GenerateAsync("""{"type":"object","additionalProperties":{"enum":[7]}}""", 6))
        {
            value.EnumerateObject().ShouldAllBe(m => m.Value.GetInt32() == 7);
        }
    }

    [Fact]
    public async Task Const_OfAnyJson_IsWrittenExactly()
    {
        const string Json = """{"a":["ü\n\"q\"\\",-1.5e3,true,null,{"😀":{}}]}""";
        var value = (await GenerateAsync($$"""{"const":{{Json}}}""", 1)).Single();
        JsonElement.DeepEquals(value, JsonElement.Parse(Json)).ShouldBeTrue();
    }

    [Fact]
    public void Reference_ThatIsOnlyItself_IsRefusedByTheEngine()
    {
        using var engine = fixture.Start();
        var grammar = JsonSchemaGrammar.Compile(JsonElement.Parse("""{"$ref":"#/$defs/a","$defs":{"a":{"anyOf":[{"$ref":"#/$defs/a"},{"type":"null"}]}}}"""));
        Should.Throw<GrammarException>(() => engine.Submit(Request(grammar, 0)));
    }

    [Fact]
    public async Task AnyObject_Generated_IsAnObject()
    {
        using var engine = fixture.Start();
        foreach (var text in await TextsAsync(engine, JsonGrammar.AnyObject, 6))
        {
            if (text.Finished)
            {
                JsonElement.Parse(text.Text).ValueKind.ShouldBe(JsonValueKind.Object);
            }

            text.Text.ShouldStartWith("{");
        }
    }

    private async Task<List<JsonElement>> GenerateAsync(string schema, int count)
    {
        using var engine = fixture.Start();
        var texts = await TextsAsync(engine, JsonSchemaGrammar.Compile(JsonElement.Parse(schema)), count);
        texts.Count(t => t.Finished).ShouldBeGreaterThan(count / 4, "enough answers must come to an end");
        return [.. texts.Where(t => t.Finished).Select(t => JsonElement.Parse(t.Text))];
    }

    private async Task<List<(string Text, bool Finished)>> TextsAsync(GenerationEngine engine, string grammar, int count)
    {
        var generations = Enumerable.Range(0, count).Select(i => engine.Submit(Request(grammar, i))[0]).ToList();
        var texts = new List<(string, bool)>();
        foreach (var generation in generations)
        {
            GenerationEvent last = default;
            await foreach (var news in generation.Events.ReadAllAsync(TestContext.Current.CancellationToken))
            {
                last = news;
            }

            last.Finish.ShouldBeOneOf(FinishReason.Stop, FinishReason.Length);
            texts.Add((Encoding.UTF8.GetString(generation.Text.Slice(0, last.TextEnd).Span), last.Finish is FinishReason.Stop));
        }

        return texts;
    }

    private GenerationRequest Request(string grammar, int seed) => new()
    {
        Prompt = fixture.Prompt(8, seed),
        MaxTokens = 400,
        // A random model must be hot to show variety, and its sampling is what the grammar has to hold.
        Sampling = new SamplingParameters { Temperature = 2, Seed = (uint)seed, Grammar = grammar },
    };
}
