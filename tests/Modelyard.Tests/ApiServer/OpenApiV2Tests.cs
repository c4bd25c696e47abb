using System.Text.Json.Nodes;
using Google.Protobuf;

namespace Modelyard.Tests.ApiServer;

/// <summary>The older of the two descriptions, as Argo CD, Terraform and <c>kubectl explain --output=plaintext-openapiv2</c> read it.</summary>
public sealed class OpenApiV2Tests(TestApiServer server) : IClassFixture<TestApiServer>
{
    private const string Protobuf = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";

    [Fact]
    public async Task Document_DescribesEveryKindAndRefersToNothingElse()
    {
        var document = (await server.GetAsync("/openapi/v2")).Body;
        document.Text("swagger").ShouldBe("2.0");
        var definitions = document["definitions"]!.AsObject();
        foreach (var reference in Values(document, "$ref").Select(r => r.GetValue<string>()).Distinct())
        {
            reference.ShouldStartWith("#/definitions/");
            definitions.ShouldContainKey(reference["#/definitions/".Length..]);
        }

        string[] foreign = ["oneOf", "anyOf", "nullable", "requestBody", "content"];
        foreach (var operation in document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject()).Where(o => o.Value is JsonObject))
        {
            foreach (var word in foreign)
            {
                operation.Value!.AsObject().ShouldNotContainKey(word);
            }
        }

        var service = definitions.Single(d => d.Value!["x-kubernetes-group-version-kind"]?.ToJsonString() == """[{"group":"serving.kserve.io","kind":"InferenceService","version":"v1beta1"}]""");
        service.Value!["properties"]!["spec"]!.Text("$ref").ShouldNotBeNull();
        var patch = document["paths"]!["/api/v1/namespaces/{namespace}/configmaps/{name}"]!["patch"]!;
        patch["parameters"]!.AsArray().Select(p => p!.Text("name")).ShouldBe(["dryRun", "fieldManager", "fieldValidation", "force", "body"]);
        patch["consumes"]!.AsArray().Select(c => c!.ToString()).ShouldContain("application/apply-patch+yaml");
    }

    [Fact]
    public async Task Protobuf_HoldsTheSameDefinitionsAndPaths()
    {
        var document = (await server.GetAsync("/openapi/v2")).Body;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/openapi/v2");
        request.Headers.TryAddWithoutValidation("Accept", Protobuf);
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        response.Content.Headers.ContentType!.ToString().ShouldBe("application/com.github.proto-openapi.spec.v2.v1.0+protobuf");
        var message = Fields(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Text(message[1].Single()).ShouldBe("2.0");
        Names(message[8].Single(), 2).ShouldBe(document["paths"]!.AsObject().Select(p => p.Key));
        Names(message[9].Single(), 1).ShouldBe(document["definitions"]!.AsObject().Select(d => d.Key));

        // NamedSchema → Schema → the extension that says which kind it is.
        var map = Fields(message[9].Single())[1].Select(Fields).Single(d => Text(d[1].Single()) == "io.k8s.api.core.v1.ConfigMap");
        var schema = Fields(map[2].Single());
        var extension = schema[31].Select(Fields).Single(e => Text(e[1].Single()) == "x-kubernetes-group-version-kind");
        Text(Fields(extension[2].Single())[2].Single()).ShouldBe("""[{"group":"","kind":"ConfigMap","version":"v1"}]""");
        Names(schema[25].Single(), 1).ShouldContain("binaryData");
        Text(Fields(schema[22].Single())[1].Single()).ShouldBe("object");
    }

    private static IEnumerable<string> Names(byte[] message, int field) => Fields(message)[field].Select(entry => Text(Fields(entry)[1].Single()));

    private static string Text(byte[] bytes) => System.Text.Encoding.UTF8.GetString(bytes);

    /// <summary>The fields that have a length, by number; others are passed over.</summary>
    private static ILookup<int, byte[]> Fields(byte[] message)
    {
        var input = new CodedInputStream(message);
        var fields = new List<(int Number, byte[] Bytes)>();
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
            {
                fields.Add((WireFormat.GetTagFieldNumber(tag), input.ReadBytes().ToByteArray()));
            }
            else
            {
                input.SkipLastField();
            }
        }

        return fields.ToLookup(f => f.Number, f => f.Bytes);
    }

    private static IEnumerable<JsonNode> Values(JsonNode? node, string name) => node switch
    {
        JsonObject map => map.SelectMany(p => p.Key == name && p.Value is JsonValue ? [p.Value] : Values(p.Value, name)),
        JsonArray list => list.SelectMany(i => Values(i, name)),
        _ => [],
    };
}
