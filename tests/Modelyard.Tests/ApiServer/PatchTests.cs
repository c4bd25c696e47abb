using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.ApiServer;

namespace Modelyard.Tests.ApiServer;

/// <summary>The three patches that change a document by rules alone.</summary>
public sealed class PatchTests
{
    private static readonly ResourceSchema Pod = KindRegistry.BuiltIn.Single(k => k.Kind == "Pod").Schema.Value;

    // The examples of RFC 7386, appendix A, that are between objects.
    [Theory]
    [InlineData("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"a":null}""", """{}""")]
    [InlineData("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [InlineData("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"c"}""", """{"a":["b"]}""", """{"a":["b"]}""")]
    [InlineData("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [InlineData("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [InlineData("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    [InlineData("""{}""", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    public void MergePatch_FollowsTheStandard(string target, string patch, string expected) =>
        Same(MergePatch.Apply(Objects.Parse(target), Objects.Parse(patch)), expected);

    // After RFC 6902, appendix A.
    [Theory]
    [InlineData("""{"foo":"bar"}""", """[{"op":"add","path":"/baz","value":"qux"}]""", """{"baz":"qux","foo":"bar"}""")]
    [InlineData("""{"foo":["bar","baz"]}""", """[{"op":"add","path":"/foo/1","value":"qux"}]""", """{"foo":["bar","qux","baz"]}""")]
    [InlineData("""{"foo":["bar"]}""", """[{"op":"add","path":"/foo/-","value":["abc"]}]""", """{"foo":["bar",["abc"]]}""")]
    [InlineData("""{"baz":"qux","foo":"bar"}""", """[{"op":"remove","path":"/baz"}]""", """{"foo":"bar"}""")]
    [InlineData("""{"foo":["bar","qux","baz"]}""", """[{"op":"remove","path":"/foo/1"}]""", """{"foo":["bar","baz"]}""")]
    [InlineData("""{"foo":"bar"}""", """[{"op":"replace","path":"/foo","value":"boo"}]""", """{"foo":"boo"}""")]
    [InlineData("""{"foo":{"bar":"baz","waldo":"fred"},"qux":{}}""", """[{"op":"move","from":"/foo/waldo","path":"/qux/thud"}]""", """{"foo":{"bar":"baz"},"qux":{"thud":"fred"}}""")]
    [InlineData("""{"foo":["all","grass","cows","eat"]}""", """[{"op":"move","from":"/foo/1","path":"/foo/3"}]""", """{"foo":["all","cows","eat","grass"]}""")]
    [InlineData("""{"a":{"b":1}}""", """[{"op":"copy","from":"/a","path":"/c"}]""", """{"a":{"b":1},"c":{"b":1}}""")]
    [InlineData("""{"baz":"qux","foo":["a",2,"c"]}""", """[{"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2}]""", """{"baz":"qux","foo":["a",2,"c"]}""")]
    [InlineData("""{"/":9,"~1":10}""", """[{"op":"replace","path":"/~01","value":11}]""", """{"/":9,"~1":11}""")]
    public void JsonPatch_FollowsTheStandard(string target, string patch, string expected) =>
        Same(JsonPatch.Apply(Objects.Parse(target), (JsonArray)JsonNode.Parse(patch)!), expected);

    [Theory]
    [InlineData("""[{"op":"add","path":"/baz/bat","value":"qux"}]""")]
    [InlineData("""[{"op":"remove","path":"/nothing"}]""")]
    [InlineData("""[{"op":"replace","path":"/nothing","value":1}]""")]
    [InlineData("""[{"op":"add","path":"/list/9","value":1}]""")]
    [InlineData("""[{"op":"add","path":"/list/01x","value":1}]""")]
    [InlineData("""[{"op":"test","path":"/foo","value":"other"}]""")]
    [InlineData("""[{"op":"spin","path":"/foo"}]""")]
    [InlineData("""[{"op":"add","path":"foo","value":1}]""")]
    [InlineData("""[{"path":"/foo"}]""")]
    [InlineData("""["add"]""")]
    public void JsonPatch_ThatDoesNotFit_IsRefused(string patch) =>
        Should.Throw<JsonPatchException>(() => JsonPatch.Apply(Objects.Parse("""{"foo":"bar","list":[1]}"""), (JsonArray)JsonNode.Parse(patch)!));

    [Theory]
    // Elements of a list with a merge key are matched by it.
    [InlineData(
        """{"spec":{"containers":[{"name":"a","image":"1"},{"name":"b","image":"1"}]}}""",
        """{"spec":{"containers":[{"name":"b","image":"2"},{"name":"c"}]}}""",
        """{"spec":{"containers":[{"name":"a","image":"1"},{"name":"b","image":"2"},{"name":"c"}]}}""")]
    [InlineData(
        """{"spec":{"containers":[{"name":"a","image":"1"},{"name":"b"}]}}""",
        """{"spec":{"containers":[{"name":"a","$patch":"delete"}]}}""",
        """{"spec":{"containers":[{"name":"b"}]}}""")]
    [InlineData(
        """{"spec":{"containers":[{"name":"a"},{"name":"b"}]}}""",
        """{"spec":{"containers":[{"name":"c"},{"$patch":"replace"}]}}""",
        """{"spec":{"containers":[{"name":"c"}]}}""")]
    [InlineData(
        """{"spec":{"containers":[{"name":"a"},{"name":"b"}]}}""",
        """{"spec":{"$setElementOrder/containers":[{"name":"b"},{"name":"a"}],"containers":[{"name":"b","image":"2"}]}}""",
        """{"spec":{"containers":[{"name":"b","image":"2"},{"name":"a"}]}}""")]
    // Lists without one are replaced.
    [InlineData(
        """{"spec":{"containers":[{"name":"a","args":["x","y"]}]}}""",
        """{"spec":{"containers":[{"name":"a","args":["z"]}]}}""",
        """{"spec":{"containers":[{"name":"a","args":["z"]}]}}""")]
    [InlineData("""{"metadata":{"labels":{"a":"1","b":"2"}}}""", """{"metadata":{"labels":{"a":null,"c":"3"}}}""", """{"metadata":{"labels":{"b":"2","c":"3"}}}""")]
    [InlineData("""{"metadata":{"labels":{"a":"1"}}}""", """{"metadata":{"labels":{"$patch":"replace","c":"3"}}}""", """{"metadata":{"labels":{"c":"3"}}}""")]
    [InlineData("""{"spec":{"x":{"a":1,"b":2}}}""", """{"spec":{"x":{"$retainKeys":["b","c"],"c":3}}}""", """{"spec":{"x":{"b":2,"c":3}}}""")]
    [InlineData(
        """{"metadata":{"finalizers":["a","b"]}}""",
        """{"metadata":{"$deleteFromPrimitiveList/finalizers":["a"],"finalizers":["c"]}}""",
        """{"metadata":{"finalizers":["b","c"]}}""")]
    public void StrategicMerge_KnowsListsAndDirectives(string target, string patch, string expected) =>
        Same(StrategicMergePatch.Apply(Pod, Objects.Parse(target), Objects.Parse(patch)), expected);

    [Fact]
    public void StrategicMerge_OfAnElementWithoutItsKey_IsRefused() =>
        Should.Throw<StatusException>(() => StrategicMergePatch.Apply(
            Pod, Objects.Parse("""{"spec":{"containers":[]}}"""), Objects.Parse("""{"spec":{"containers":[{"image":"1"}]}}"""))).Status.Code.ShouldBe(422);

    private static void Same(JsonNode actual, string expected) =>
        JsonNode.DeepEquals(actual, JsonNode.Parse(expected)).ShouldBeTrue($"is {actual.ToJsonString()}, not {expected}");
}
