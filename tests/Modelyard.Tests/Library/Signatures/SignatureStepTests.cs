using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Client;
using Modelyard.Library;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Library;

public sealed class SignatureStepTests : IDisposable
{
    private static readonly string Forged = "sha256:" + new string('0', 64);

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose() => _key.Dispose();

    [ControllerFact]
    public async Task SignedModel_IsVerified_BeforePeopleAreAsked()
    {
        await using var library = await LibraryEnvironment.StartAsync();
        await RequireAsync(library);
        var submitted = await library.SubmitAsync("atlas", "1.2", Offer(library, sign: true));

        (await library.PhasesAsync(submitted, "PendingApproval")).ShouldBe(["Syncing", "Synced", "Scanned", "Verified", "PendingApproval"]);

        var version = await library.UntilAsync("atlas-1.2", "PendingApproval");
        var signature = version.Status!.Signatures!.ShouldHaveSingleItem();
        (signature.Verified, signature.Signer, signature.Source).ShouldBe((true, "release", "file model.sig"));
        var condition = version.Status.Conditions!.Single(c => c.Type == "Verified");
        (condition.Status, condition.Message).ShouldBe(("True", "Signed by release (policy production)."));
    }

    [ControllerFact]
    public async Task UnsignedModel_IsBlocked_UntilSomebodyAddsASignature()
    {
        await using var library = await LibraryEnvironment.StartAsync();
        await RequireAsync(library);
        await library.SubmitAsync("atlas", "1.2", Offer(library, sign: false));
        (await library.UntilAsync("atlas-1.2", "Blocked")).Status!.Message!.ShouldContain("needs a signature by the key release, and none was found");

        var bundle = SignedModel.Bundle(SignedModel.Statement(("model.safetensors", Encoding.Latin1.GetString(SafetensorsBytes.Of()))), _key);
        await library.Client.CreateAsync(SignedModel.Found(bundle, name: "by-hand"), TestContext.Current.CancellationToken);

        (await library.UntilAsync("atlas-1.2", "PendingApproval")).Status!.Signatures!.Single().Source.ShouldBe("modelsignature by-hand");
    }

    [ControllerFact]
    public async Task Wish_OfAClockThatIsAhead_IsNotFulfilledWithoutEnd()
    {
        await using var library = await LibraryEnvironment.StartAsync();
        await library.SubmitAsync("atlas", "1.2", Offer(library, sign: false));
        var sought = (await library.UntilAsync("atlas-1.2", "PendingApproval")).Status!.SignaturesSoughtAt;
        var ahead = (library.Time.GetUtcNow() + TimeSpan.FromHours(1)).ToString("O");
        var wish = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [LibraryNames.SignaturesWantedAnnotation] = ahead } } };
        await library.Client.PatchAsync<ModelVersion>(LibraryEnvironment.Key("atlas-1.2"), Patch.Merge(wish), TestContext.Current.CancellationToken);

        library.Time.Advance(TimeSpan.FromSeconds(1));
        await library.ApproveAsync("atlas-1.2");
        (await library.UntilAsync("atlas-1.2", "Approved")).Status!.SignaturesSoughtAt.ShouldBe(sought, "it was asked a second ago");

        await library.Time.AdvanceUntilAsync(
            library.Client.UntilAsync<ModelVersion>(LibraryEnvironment.Key("atlas-1.2"), v => v.Status!.SignaturesSoughtAt > sought), TimeSpan.FromMinutes(1));
    }

    [ControllerFact]
    public async Task KeyThatIsTakenOutOfThePolicy_TakesTheApprovalAlong()
    {
        await using var library = await LibraryEnvironment.StartAsync();
        var policy = await RequireAsync(library);
        await library.SubmitAsync("atlas", "1.2", Offer(library, sign: true));
        await library.UntilAsync("atlas-1.2", "PendingApproval");
        await library.ApproveAsync("atlas-1.2");
        await library.UntilAsync("atlas-1.2", "Approved");

        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        policy.Spec.Keys = [SignedModel.Trusted(other, "release-2")];
        policy = await library.Client.UpdateAsync(policy, TestContext.Current.CancellationToken);

        var blocked = await library.UntilAsync("atlas-1.2", "Blocked");
        VersionGate.Objection(blocked)!.ShouldContain("acme/atlas:1.2 is not fit for use: The policy production needs a signature by the key release-2");
        blocked.Status!.Conditions!.Single(c => c.Type == "Approved").Status.ShouldBe("False");

        policy.Spec.Keys!.Add(SignedModel.Trusted(_key));
        await library.Client.UpdateAsync(policy, TestContext.Current.CancellationToken);
        await library.UntilAsync("atlas-1.2", "Approved");
    }

    [ControllerFact]
    public async Task ApprovedVersion_IsSigned_AndAnotherKeyLaterChangesNothing()
    {
        await using var library = await LibraryEnvironment.StartAsync();
        var (seal, keys) = Sealing(library);
        var version = await ApprovedAsync(library);
        (await seal.ObjectionAsync(version, TestContext.Current.CancellationToken)).ShouldBeNull();
        var first = (await keys.ListAsync(TestContext.Current.CancellationToken)).ShouldHaveSingleItem();

        var second = await keys.RotateAsync(TestContext.Current.CancellationToken);

        (await keys.ListAsync(TestContext.Current.CancellationToken)).Select(k => (k.Name, k.IsCurrent)).ShouldBe([(second.Name, true), (first.Name, false)]);
        (await seal.ObjectionAsync(version, TestContext.Current.CancellationToken)).ShouldBeNull();
        var secret = await library.Client.GetAsync<Secret>(new NamespacedName("kube-system", "modelyard-signing-keys"), TestContext.Current.CancellationToken);
        secret.Data!.Keys.ShouldNotContain(first.Name + ".key", "what could still sign in the name of an old key is gone");
    }

    [ControllerFact]
    public async Task RecordOfAnApprovedVersion_ThatIsChanged_IsNoticed()
    {
        await using var library = await LibraryEnvironment.StartAsync();
        var (seal, _) = Sealing(library);
        var version = await ApprovedAsync(library);

        var digest = version.Status!.Files![0].Digest;
        version.Status.Files[0].Digest = Forged;
        (await seal.ObjectionAsync(version, TestContext.Current.CancellationToken))!.ShouldContain("is not what Modelyard signed when it was approved: model.safetensors is changed since it was signed");

        // A look at the version that is under way when its record is changed writes the true one back.
        ModelVersion seen;
        do
        {
            var forged = new JsonObject { ["status"] = new JsonObject { ["files"] = JsonSerializer.SerializeToNode(version.Status.Files, ApiJson.Options) } };
            await library.Client.PatchAsync<ModelVersion>(LibraryEnvironment.Key("atlas-1.2"), Patch.Merge(forged), TestContext.Current.CancellationToken, "status");
            seen = await library.Client.UntilAsync<ModelVersion>(LibraryEnvironment.Key("atlas-1.2"), v => v.Status!.Phase == "Blocked" || v.Status.Files![0].Digest == digest);
        }
        while (seen.Status!.Phase != "Blocked");
        seen.Status.Message!.ShouldContain("Find out who changed it before anything of it runs");
    }

    [ControllerTheory]
    [InlineData("digest", "it was made for acme/atlas:1.2 with the digest sha256:")]
    [InlineData("name", "it was made for acme/atlas:1.2 with the digest sha256:")]
    [InlineData("signature", "no signing key of this installation made the signature, or what it signs was changed")]
    [InlineData("document", "the bundle is not JSON")]
    public async Task Seal_OfSomethingElse_IsNotTaken(string what, string said)
    {
        await using var library = await LibraryEnvironment.StartAsync();
        var (seal, _) = Sealing(library);
        var version = await ApprovedAsync(library);
        var kept = await library.Client.GetAsync<ModelSignature>(LibraryEnvironment.Key("atlas-1.2"), TestContext.Current.CancellationToken);
        switch (what)
        {
            case "digest":
                version.Status!.Digest = Forged;
                break;
            case "name":
                version.Spec.Version = "1.3";
                break;
            default:
                await library.Client.DeleteAsync<ModelSignature>(LibraryEnvironment.Key("atlas-1.2"), DeleteOptions.Default, TestContext.Current.CancellationToken);
                var document = JsonNode.Parse(kept.Spec.Document)!;
                document["dsseEnvelope"]!["signatures"]![0]!["sig"] = Convert.ToBase64String(SignedModel.Sign(_key, [1]));
                kept.Spec.Document = what == "document" ? "{"u8.ToArray() : Encoding.UTF8.GetBytes(document.ToJsonString());
                kept.Metadata = new ObjectMeta { Namespace = "acme", Name = "atlas-1.2" };
                await PutAsync(library, kept);
                break;
        }

        (await seal.ObjectionAsync(version, TestContext.Current.CancellationToken))!.ShouldContain(said);
    }

    // The library may have signed the version again before we could put ours there.
    private static async Task PutAsync(LibraryEnvironment library, ModelSignature forged)
    {
        while (true)
        {
            try
            {
                await library.Client.CreateAsync(forged, TestContext.Current.CancellationToken);
                return;
            }
            catch (StatusException e) when (e.IsAlreadyExists)
            {
                await library.Client.DeleteIfExistsAsync<ModelSignature>(LibraryEnvironment.Key("atlas-1.2"), DeleteOptions.Default, TestContext.Current.CancellationToken);
            }
        }
    }

    private static (ModelSeal Seal, SigningKeys Keys) Sealing(LibraryEnvironment library)
    {
        var keys = new SigningKeys(library.Client, library.Time);
        return (new ModelSeal(keys, library.Client), keys);
    }

    private async Task<ModelVersion> ApprovedAsync(LibraryEnvironment library)
    {
        await library.SubmitAsync("atlas", "1.2", Offer(library, sign: false));
        await library.UntilAsync("atlas-1.2", "PendingApproval");
        await library.ApproveAsync("atlas-1.2");
        return await library.UntilAsync("atlas-1.2", "Approved");
    }

    private string Offer(LibraryEnvironment library, bool sign)
    {
        var weights = SafetensorsBytes.Of();
        if (sign)
        {
            library.Offer("atlas/model.sig", SignedModel.Bundle(SignedModel.Statement(("model.safetensors", Encoding.Latin1.GetString(weights))), _key));
        }

        return library.Offer("atlas/model.safetensors", weights);
    }

    private Task<SignaturePolicy> RequireAsync(LibraryEnvironment library) =>
        library.Client.CreateAsync(SignedModel.Trusting(SignedModel.Trusted(_key)), TestContext.Current.CancellationToken);
}
