using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Library;

namespace Modelyard.Tests.Library;

/// <summary>
/// Good signatures, changed at random but always in the same way. Each is judged without a fault of its own, and none counts in which anything of what was signed,
/// or of the signature, is another.
/// </summary>
public sealed class SignatureFuzzTests : IDisposable
{
    private static readonly int Executions = int.Parse(Environment.GetEnvironmentVariable("MODELYARD_FUZZ") ?? "400", CultureInfo.InvariantCulture) * 5;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose() => _key.Dispose();

    [Theory]
    [InlineData("model-signing", 1)]
    [InlineData("cosign", 2)]
    public void ChangedBundle_IsJudged_AndCountsOnlyWhenItSaysTheSame(string format, int seed)
    {
        var statement = format == "cosign" ? SignedModel.CosignStatement(SignedModel.Manifest) : SignedModel.Statement();
        var bundle = SignedModel.Bundle(statement, _key, new JsonObject { ["certificate"] = new JsonObject { ["rawBytes"] = "MIIB" }, ["tlogEntries"] = new JsonArray() });
        var (payload, signature) = Parts(bundle);
        var policy = SignedModel.Trusting(SignedModel.Trusted(_key));
        var mutation = new Mutation(seed);
        for (var execution = 0; execution < Executions; execution++)
        {
            var changed = mutation.Of(bundle);
            var state = SignatureEvaluator.Evaluate(SignedModel.Version(), [policy], [SignedModel.Found(changed)], DateTimeOffset.UnixEpoch);
            if (state.Outcome == SignatureOutcome.Verified)
            {
                var parts = Parts(changed);
                (parts.Payload.AsSpan().SequenceEqual(payload) && parts.Signature.AsSpan().SequenceEqual(signature)).ShouldBeTrue($"execution {execution}: {Encoding.UTF8.GetString(changed)}");
            }
            else
            {
                state.Signatures.Single().Message.ShouldNotBeNullOrEmpty();
            }
        }
    }

    [Fact]
    public void ChangedStatement_SignedAnew_IsReadOrRefused()
    {
        var mutation = new Mutation(3);
        var statement = Encoding.UTF8.GetBytes(SignedModel.Statement().ToJsonString());
        var policy = SignedModel.Trusting(SignedModel.Trusted(_key));
        for (var execution = 0; execution < Executions; execution++)
        {
            var changed = mutation.Of(statement);
            var bundle = SignedModel.Bundle(changed, SignedModel.Sign(_key, SignedModel.ToSign(changed)));

            var state = SignatureEvaluator.Evaluate(SignedModel.Version(), [policy], [SignedModel.Found(bundle)], DateTimeOffset.UnixEpoch);

            (state.Outcome == SignatureOutcome.Verified || state.Signatures.Single().Message is { Length: > 0 }).ShouldBeTrue();
        }
    }

    [Fact]
    public void ChangedPayload_OfCosign_IsReadOrRefused()
    {
        var mutation = new Mutation(4);
        var payload = SignedModel.SimpleSigning(SignedModel.Manifest);
        var policy = SignedModel.Trusting(SignedModel.Trusted(_key));
        for (var execution = 0; execution < Executions; execution++)
        {
            var changed = mutation.Of(payload);
            var spec = new ModelSignatureSpec
            {
                Format = "SimpleSigning",
                Document = changed,
                Signature = SignedModel.Sign(_key, changed),
                Certificates = execution % 3 == 0 ? Encoding.Latin1.GetString(mutation.Of("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"u8.ToArray())) : null,
                LogEntry = execution % 5 == 0 ? Encoding.Latin1.GetString(mutation.Of("""{"SignedEntryTimestamp":"MEUC","Payload":{"body":"e30=","integratedTime":1,"logIndex":2,"logID":"00"}}"""u8.ToArray())) : null,
            };

            var state = SignatureEvaluator.Evaluate(SignedModel.Version(), [policy], [SignedModel.Found(spec)], DateTimeOffset.UnixEpoch);

            (state.Outcome == SignatureOutcome.Verified || state.Signatures.Single().Message is { Length: > 0 }).ShouldBeTrue();
        }
    }

    private static (byte[] Payload, byte[] Signature) Parts(byte[] bundle)
    {
        var envelope = JsonNode.Parse(bundle)!["dsseEnvelope"]!;
        return (Convert.FromBase64String((string)envelope["payload"]!), Convert.FromBase64String((string)envelope["signatures"]![0]!["sig"]!));
    }
}
