using Modelyard.Api;
using Modelyard.ApiServer;
using Modelyard.Artifacts;
using Modelyard.Client;
using Modelyard.Library;
using Modelyard.Tests.Testing;
using static Modelyard.Tests.ApiServer.RbacObjects;

namespace Modelyard.Tests.Library;

/// <summary>Versions carried from one library to another that has no way to where they came from.</summary>
public sealed class AirGapTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [ControllerFact]
    public async Task Version_IsImportedWithWhatTheOtherSiteKnew_AndScannedAndApprovedAnew()
    {
        await using var here = await LibraryEnvironment.StartAsync();
        await using var there = await LibraryEnvironment.StartAsync();
        var exported = await ApprovedAsync(here);

        var status = await ImportAsync(there, await ExportAsync(here), await KeyOfAsync(here));

        var version = await there.UntilAsync("atlas-1.2", "PendingApproval");
        version.Status!.Digest.ShouldBe(exported.Status!.Digest);
        version.Spec.Source!.Uri.ShouldBe(exported.Spec.Source!.Uri, "it says where it came from, though nobody can go there");
        (version.Spec.Imported!.Version, version.Spec.Imported.Phase, version.Spec.Imported.SignedBy).ShouldBe(("acme/atlas:1.2", "Approved", status.SignedBy));
        version.Spec.Imported.Decisions!.ShouldHaveSingleItem().Decision.ShouldBe("Approve");
        version.Status.Decisions.ShouldBeNull("what was decided there counts for nothing here");
        (await there.ReportAsync("atlas-1.2")).Report.Verdict.ShouldBe("Clean");
        await there.ApproveAsync("atlas-1.2");
        await there.UntilAsync("atlas-1.2", "Approved");
    }

    [ControllerFact]
    public async Task Version_FromAFolderOfTheOtherSite_IsImportedByWhoMayUseNoFolderHere()
    {
        await using var here = await LibraryEnvironment.StartAsync();
        await using var there = await LibraryEnvironment.StartAsync();
        await ApprovedAsync(here);
        using var administrator = there.As("root", UserIdentity.Masters);
        await MustAsync(administrator, $"{Root}/namespaces/{LibraryEnvironment.Project}/rolebindings", Binding("librarians", "ClusterRole", "library-admin", "User", "lena"));
        var archives = new LibraryArchives(there.Part<LibraryExport>(), there.Part<LibraryImport>(), there.Part<VersionDocuments>(), there.Client, there.Server);

        var status = await archives.ImportAsync(
            LibraryEnvironment.Project, UserIdentity.Of("lena"), new MemoryStream(await ExportAsync(here)), new ArchiveTrust([await KeyOfAsync(here)], AllowUnsigned: false), Cancelled);

        status.Versions!.ShouldHaveSingleItem().Version.ShouldBe("acme/atlas:1.2");
        (await there.UntilAsync("atlas-1.2", "PendingApproval")).Spec.Submitter.ShouldBe("lena");
    }

    [ControllerFact]
    public async Task ExportersSignature_SatisfiesAPolicyThatTrustsItsKey()
    {
        await using var here = await LibraryEnvironment.StartAsync();
        await using var there = await LibraryEnvironment.StartAsync();
        await ApprovedAsync(here);
        var key = await KeyOfAsync(here);
        await there.Client.CreateAsync(
            new SignaturePolicy { Metadata = new ObjectMeta { Name = "from-headquarters" }, Spec = new SignaturePolicySpec { Keys = [new TrustedKey { Name = "headquarters", PublicKey = key }] } }, Cancelled);

        await ImportAsync(there, await ExportAsync(here), key);

        (await there.UntilAsync("atlas-1.2", "PendingApproval")).Status!.Signatures!.ShouldHaveSingleItem().Signer.ShouldBe("headquarters");
    }

    [ControllerFact]
    public async Task Archive_OfNobodyWhoIsTrusted_IsRefused_AndNothingComesIn()
    {
        await using var here = await LibraryEnvironment.StartAsync();
        await using var there = await LibraryEnvironment.StartAsync();
        await ApprovedAsync(here);
        await ApprovedAsync(there, "other");
        var (archive, key) = (await ExportAsync(here), await KeyOfAsync(here));

        (await Should.ThrowAsync<FetchException>(() => ImportAsync(there, archive))).Message.ShouldContain("no key that is trusted here signed this archive");
        (await Should.ThrowAsync<FetchException>(() => ImportAsync(there, Unsigned(archive), key))).Message.ShouldContain("nobody signed this archive");
        (await there.Client.TryGetAsync<ModelVersion>(LibraryEnvironment.Key("atlas-1.2"), Cancelled)).ShouldBeNull();

        (await ImportAsync(there, Unsigned(archive), allowUnsigned: true)).SignedBy.ShouldBeNull();
        await there.UntilAsync("atlas-1.2", "PendingApproval");
    }

    [ControllerFact]
    public async Task Archive_WithAChangedByte_IsRefused_AndNothingComesIn()
    {
        await using var here = await LibraryEnvironment.StartAsync();
        await using var there = await LibraryEnvironment.StartAsync();
        await ApprovedAsync(here);
        var (archive, key) = (await ExportAsync(here), await KeyOfAsync(here));
        var record = archive.AsSpan().IndexOf("\"phase\": \"Approved\""u8);
        record.ShouldBeGreaterThan(0);
        archive[record + "\"phase\": \""u8.Length] ^= 1;

        (await Should.ThrowAsync<FetchException>(() => ImportAsync(there, archive, key))).Message.ShouldContain("so it was changed or damaged on the way");

        (await there.Client.TryGetAsync<ModelVersion>(LibraryEnvironment.Key("atlas-1.2"), Cancelled)).ShouldBeNull();
    }

    [ControllerFact]
    public async Task Import_Repeated_ChangesNothing_AndOtherContentUnderTheSameNameIsRefused()
    {
        await using var here = await LibraryEnvironment.StartAsync();
        await using var there = await LibraryEnvironment.StartAsync();
        await ApprovedAsync(here);
        var (archive, key) = (await ExportAsync(here), await KeyOfAsync(here));
        (await ImportAsync(there, archive, key)).Versions!.ShouldHaveSingleItem().Known.ShouldBe(false);
        await there.UntilAsync("atlas-1.2", "PendingApproval");

        var again = await ImportAsync(there, archive, key);

        (again.Versions!.ShouldHaveSingleItem().Known, again.NewBytes).ShouldBe((true, 0));
        await using var third = await LibraryEnvironment.StartAsync();
        await ApprovedAsync(third, content: 9);
        (await Should.ThrowAsync<FetchException>(() => ImportAsync(third, archive, key))).Message.ShouldContain("a version acme/atlas:1.2 with other content than the archive's");
    }

    [ControllerFact]
    public async Task Import_ThatBrokeOffAfterAnyWrite_IsMadeWholeByAnother()
    {
        await using var here = await LibraryEnvironment.StartAsync();
        await ApprovedAsync(here);
        var (archive, key) = (await ExportAsync(here), await KeyOfAsync(here));
        for (var writes = 0; ; writes++)
        {
            await using var there = await LibraryEnvironment.StartAsync();
            var dying = StoppingClient.Over(there.Client, writes);
            try
            {
                await there.Part<LibraryImport>().RunAsync(new MemoryStream(archive), LibraryEnvironment.Project, [key], false, dying, Cancelled);
                writes.ShouldBe(3, "the model, the version and its signature");
                break;
            }
            catch (StoppingClient.StoppedException)
            {
            }

            (await ImportAsync(there, archive, key)).Versions!.ShouldHaveSingleItem().Known.ShouldBe(writes >= 2);
            var version = await there.UntilAsync("atlas-1.2", "PendingApproval");
            version.Spec.Imported!.Decisions!.ShouldHaveSingleItem().Decision.ShouldBe("Approve");
            version.Spec.Imported.Scan!.Verdict.ShouldBe("Clean");
            var signatures = await there.Client.ListAsync<ModelSignature>(new ListOptions { Namespace = LibraryEnvironment.Project }, Cancelled);
            signatures.Items.ShouldHaveSingleItem().Metadata.OwnerReferences!.ShouldHaveSingleItem().Uid.ShouldBe(version.Metadata.Uid);
            (await there.Client.GetAsync<Model>(LibraryEnvironment.Key("atlas"), Cancelled)).Metadata.Name.ShouldBe("atlas");
        }
    }

    [ControllerFact]
    public async Task Export_OfWhatHasNoFilesYet_SaysSo()
    {
        await using var here = await LibraryEnvironment.StartAsync();
        await here.SubmitAsync("atlas", "1.2", "/nowhere");
        await here.UntilAsync("atlas-1.2", "Failed");

        (await Should.ThrowAsync<FetchException>(() => ExportAsync(here))).Message.ShouldContain("acme/atlas:1.2 is Failed: its files are not in the library yet");
    }

    private static async Task<ModelVersion> ApprovedAsync(LibraryEnvironment library, string model = "atlas", byte content = 1)
    {
        await library.SubmitAsync(model, "1.2", library.Offer($"{model}/model.safetensors", [.. SafetensorsBytes.Of()[..^1], content]));
        await library.UntilAsync($"{model}-1.2", "PendingApproval");
        await library.ApproveAsync($"{model}-1.2");
        return await library.UntilAsync($"{model}-1.2", "Approved");
    }

    private static async Task<byte[]> ExportAsync(LibraryEnvironment library)
    {
        var to = new MemoryStream();
        var write = await library.Part<LibraryExport>().PrepareAsync(LibraryEnvironment.Project, ["atlas-1.2"], "test", Cancelled);
        await write(to, Cancelled);
        return to.ToArray();
    }

    private static Task<ModelImportStatus> ImportAsync(LibraryEnvironment library, byte[] archive, string? key = null, bool allowUnsigned = false) =>
        library.Part<LibraryImport>().RunAsync(new MemoryStream(archive), LibraryEnvironment.Project, key is null ? [] : [key], allowUnsigned, library.Client, Cancelled);

    private static async Task<string> KeyOfAsync(LibraryEnvironment library) => (await library.Part<SigningKeys>().ListAsync(Cancelled))[0].PublicKey;

    private static byte[] Unsigned(byte[] archive)
    {
        var to = new MemoryStream();
        using (var reader = new System.Formats.Tar.TarReader(new MemoryStream(archive)))
        using (var writer = new System.Formats.Tar.TarWriter(to, leaveOpen: true))
        {
            while (reader.GetNextEntry(copyData: true) is { } entry)
            {
                if (entry.Name != "index.sig")
                {
                    writer.WriteEntry(entry);
                }
            }
        }

        return to.ToArray();
    }
}
