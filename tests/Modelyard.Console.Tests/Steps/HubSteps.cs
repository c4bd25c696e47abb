using Microsoft.Playwright;

namespace Modelyard.Console.Tests.Steps;

/// <summary>What developers do with models.</summary>
internal static class HubSteps
{
    /// <summary>Makes a key, and copies the command that calls a model with it.</summary>
    /// <param name="endpoint">The endpoint to call it at, with whatever else may answer there; absent: the model alone, by its name.</param>
    public static async Task<Curl> CopyCurlAsync(this Person developer, string model, string key, string? endpoint = null)
    {
        await developer.FollowAsync("Models");
        await developer.SeeAsync("Models");
        await developer.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = model, Exact = true }).ClickAsync();
        await developer.SeeAsync(model);
        await developer.Page.Locator("label").Filter(new() { HasText = "Streaming" }).ClickAsync();
        await developer.PressAsync("Fill in a new key");
        await developer.Page.GetByRole(AriaRole.Textbox, new() { Name = "Name of the key" }).FillAsync(key);
        if (endpoint is not null)
        {
            await developer.Page.GetByRole(AriaRole.Combobox, new() { Name = "Address" }).ClickAsync();
            await developer.Page.GetByRole(AriaRole.Option, new() { Name = $"Endpoint {endpoint}" }).ClickAsync();
            await developer.Page.GetByRole(AriaRole.Checkbox, new() { Name = $"For {model} only" }).UncheckAsync();
        }

        await developer.PressAsync("Make the key");
        var snippet = developer.Page.Locator("pre").First;
        await snippet.Filter(new() { HasText = "sk-my-" }).WaitForAsync();
        return new((await snippet.TextContentAsync())!);
    }

    /// <summary>Asks in the playground, and waits until that is answered or refused.</summary>
    public static async Task AskAsync(this Person person, string question)
    {
        var conversation = person.Page.GetByRole(AriaRole.Log);
        var before = await conversation.GetByText(question, new() { Exact = true }).CountAsync();
        await person.Page.GetByRole(AriaRole.Textbox, new() { Name = "Message" }).FillAsync(question);
        await person.PressAsync("Send");
        await conversation.GetByText(question, new() { Exact = true }).Nth(before).WaitForAsync();
        await person.Page.Locator("[role=log][aria-busy=false]").WaitForAsync();
    }
}
