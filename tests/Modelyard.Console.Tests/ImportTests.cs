using Microsoft.Playwright;

namespace Modelyard.Console.Tests;

/// <summary>A version is carried from one library to another as a file: exported from its page, and imported on another.</summary>
public sealed class ImportTests(BrowsedInstallation installation) : BrowserTest(installation)
{
    [Fact]
    public async Task AnExportedArchive_IsTakenIntoAnotherProject_WhereItsVersionIsFound()
    {
        var from = await Tenant.CreateAsync(Installation, "carried-from");
        var to = await Tenant.CreateAsync(Installation, "carried-to");
        await from.TakeInModelsAsync();
        var admin = await AdminAsync();
        var archive = await ExportAsync(admin, from.Name);

        await OpenImportAsync(admin, to.Name);
        await admin.Page.Locator("input[type=file]").SetInputFilesAsync(archive);
        await admin.Page.GetByText("MiB").First.WaitForAsync();
        await admin.PressAsync("Import");

        var result = admin.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "It is in the library" });
        await result.GetByText("is new").WaitForAsync();
        await result.GetByText("signed by the key").WaitForAsync();
        await result.GetByRole(AriaRole.Link, new() { Name = "carried-to/atlas:latest" }).ClickAsync();
        await admin.SeeAsync("atlas:latest");
        await admin.ReadAsync("How it stood elsewhere");
        await admin.ReadAsync("carried-from/atlas:latest");
        await admin.GoAsync("/library");
        await admin.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "carried-to" }).Filter(new() { HasText = "Waits for approval" }).WaitForAsync();

        await OpenImportAsync(admin, to.Name);
        await admin.Page.Locator("input[type=file]").SetInputFilesAsync(archive);
        await admin.PressAsync("Import");
        await admin.ReadAsync("was here already");
        admin.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task AFileThatIsNoArchive_IsRefusedInWords_AndTheFormStays()
    {
        var tenant = await Tenant.CreateAsync(Installation, "carried-nothing");
        var admin = await AdminAsync();
        var file = new FilePayload { Name = "holiday.tar", MimeType = "application/x-tar", Buffer = "Wish you were here."u8.ToArray() };

        await OpenImportAsync(admin, tenant.Name);
        await admin.Page.Locator("input[type=file]").SetInputFilesAsync(file);
        await admin.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Also take it when nobody signed it" }).CheckAsync();
        await admin.PressAsync("Import");

        var refusal = admin.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "It was not imported" });
        await refusal.GetByText("This is no archive that Modelyard has exported").WaitForAsync();
        (await admin.Page.GetByRole(AriaRole.Combobox, new() { Name = "Project" }).Last.InputValueAsync()).ShouldBe(tenant.Name);
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "File" }).GetByText("holiday.tar").WaitForAsync();
        (await admin.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Also take it when nobody signed it" }).IsCheckedAsync()).ShouldBeTrue();
        (await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }).IsEnabledAsync()).ShouldBeTrue();
        (await admin.Page.ViolationsAsync()).ShouldBeEmpty();
        admin.Complaints.ShouldBeEmpty();
    }

    private static async Task<string> ExportAsync(Person admin, string project)
    {
        await admin.GoAsync($"/library/{project}/atlas-latest");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "More for atlas:latest" }).ClickAsync();
        var download = await admin.Page.RunAndWaitForDownloadAsync(
            () => admin.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Export as signed archive" }).ClickAsync());
        download.SuggestedFilename.ShouldBe("atlas-latest.tar");
        return await download.PathAsync();
    }

    private static async Task OpenImportAsync(Person admin, string project)
    {
        await admin.GoAsync("/library");
        await admin.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Import" }).ClickAsync();
        await admin.SeeAsync("Import an archive");
        await admin.Page.Locator("main").GetByRole(AriaRole.Combobox, new() { Name = "Project" }).ClickAsync();
        await admin.Page.GetByRole(AriaRole.Option, new() { Name = project, Exact = true }).ClickAsync();
    }
}
