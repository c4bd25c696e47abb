using Microsoft.Playwright;

namespace Modelyard.Console.Tests.Steps;

/// <summary>What people do to have models answer.</summary>
internal static class DeploymentSteps
{
    /// <summary>Begins on the page of a version that may run; ends with its first answer.</summary>
    public static async Task DeployAsync(this Person person)
    {
        await person.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Deploy", Exact = true }).ClickAsync();
        await person.SeeAsync("Deploy a model");
        foreach (var next in (string[])["engine", "resources and scaling", "endpoint and access", "review"])
        {
            await person.PressAsync($"Next: {next}");
        }

        await person.PressAsync("Deploy");
        await person.PressAsync("Send");
        await person.ReadAsync("The capital of France is Paris.");
    }

    /// <summary>Ends on the endpoint's page.</summary>
    public static async Task CreateEndpointAsync(this Person person, string project, string name, string deployment)
    {
        await person.FollowAsync("Endpoints");
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "New endpoint" }).First.ClickAsync();
        var dialog = person.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Combobox, new() { Name = "Project" }).ClickAsync();
        await person.Page.GetByRole(AriaRole.Option, new() { Name = project, Exact = true }).ClickAsync();
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Name", Exact = true }).FillAsync(name);
        await dialog.GetByRole(AriaRole.Combobox, new() { Name = "Calls go to" }).ClickAsync();
        await person.Page.GetByRole(AriaRole.Option, new() { Name = deployment, Exact = true }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await person.SeeAsync(name);
    }
}
