using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.ApiServer;

namespace Modelyard.Tests.ApiServer;

/// <summary>Bodies that clients send in Protobuf and nothing else, byte for byte as recorded.</summary>
public sealed class ProtobufTests
{
    [Theory]
    [InlineData("03-create-namespace.txt", """{"kind":"Namespace","apiVersion":"v1","metadata":{"name":"demo"}}""")]
    [InlineData("33-create-configmap.txt", """{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"made","namespace":"two"},"data":{"a":"b"}}""")]
    [InlineData("34-create-secret.txt", """{"kind":"Secret","apiVersion":"v1","metadata":{"name":"s","namespace":"two"},"data":{"p":"cQ=="}}""")]
    [InlineData("36-create-serviceaccount.txt", """{"kind":"ServiceAccount","apiVersion":"v1","metadata":{"name":"robot","namespace":"two"}}""")]
    [InlineData(
        "26-can-i.txt",
        """{"kind":"SelfSubjectAccessReview","apiVersion":"authorization.k8s.io/v1","spec":{"resourceAttributes":{"namespace":"demo","verb":"create","group":"serving.kserve.io","resource":"inferenceservices"}}}""")]
    [InlineData("43-whoami.txt", """{"kind":"SelfSubjectReview","apiVersion":"authentication.k8s.io/v1"}""")]
    public void RecordedBody_IsReadAsTheSameObject(string recording, string expected)
    {
        var document = ProtobufDecoder.Decode(Recording.Of(recording).ProtobufRequests[0]);
        JsonNode.DeepEquals(document, JsonNode.Parse(expected)).ShouldBeTrue(document.ToJsonString());
    }

    [Fact]
    public async Task RecordedCreate_WorksAsARequest()
    {
        await using var api = new StandaloneApi();
        await api.Part<BuiltInNamespaces>().EnsureAsync(TestContext.Current.CancellationToken);
        using var content = new ByteArrayContent(Recording.Of("03-create-namespace.txt").ProtobufRequests[0]);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/vnd.kubernetes.protobuf");
        var reply = await Reply.ReadAsync(await api.Client.PostAsync("/api/v1/namespaces?fieldManager=kubectl-create&fieldValidation=Strict", content));
        (reply.Code, reply.Body.Text("metadata.name"), reply.Body.Text("status.phase")).ShouldBe((201, "demo", "Active"));
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 3, 4 }, 400)]
    [InlineData(new byte[] { 0x6b, 0x38, 0x73, 0x00, 0x0a, 0xff, 0xff }, 400)]
    [InlineData(new byte[] { 0x6b, 0x38, 0x73, 0x00, 0x0a, 0x09, 0x0a, 0x02, 0x76, 0x31, 0x12, 0x03, 0x50, 0x6f, 0x64 }, 415)]
    public void Body_ThatIsDamagedOrOfAKindNotKnown_IsRefused(byte[] body, int code) =>
        Should.Throw<StatusException>(() => ProtobufDecoder.Decode(body)).Status.Code.ShouldBe(code);

    [Fact]
    public void EveryTruncation_IsRefusedOrReadNeverACrash()
    {
        var body = Recording.Of("34-create-secret.txt").ProtobufRequests[0];
        for (var length = 0; length < body.Length; length++)
        {
            try
            {
                ProtobufDecoder.Decode(body.AsSpan(0, length));
            }
            catch (StatusException refused)
            {
                refused.Status.Code.ShouldBeInRange(400, 415);
            }
        }
    }
}
