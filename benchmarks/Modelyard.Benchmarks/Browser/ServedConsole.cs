using System.Diagnostics;
using Microsoft.Playwright;

namespace Modelyard.Benchmarks;

/// <summary>An installation of the built program in a folder of its own, with its console.</summary>
internal sealed class ServedConsole : IAsyncDisposable
{
    private const string Namespace = "bench";

    private readonly string _folder = Directory.CreateTempSubdirectory("modelyard-console-benchmark-").FullName;
    private readonly int _port = ChildProcess.FreePort();
    private readonly string _launcher = Path.Combine(Root(), "modelyard");

    public string Address => $"http://127.0.0.1:{_port + 1}";

    private string Data => Path.Combine(_folder, "data");

    public static async Task<ServedConsole> StartAsync()
    {
        var served = new ServedConsole();
        await served.ModelyardAsync("up", "--detach", "--no-demo", "--port-base", $"{served._port}");
        return served;
    }

    public async ValueTask DisposeAsync()
    {
        await ModelyardAsync("down");
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Signs in as the first account does, and returns what a browser of it keeps.</summary>
    public async Task<string> SignInAsync(IBrowser browser)
    {
        const string Chosen = "nine rivers meet at dawn";
        var given = (await File.ReadAllTextAsync(Path.Combine(Data, "console-password"))).Trim();
        await using var context = await browser.NewContextAsync(new() { BaseURL = Address });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "User" }).FillAsync("admin");
        await page.Locator("input[autocomplete=current-password]").FillAsync(given);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Choose your password" }).WaitForAsync();
        await page.Locator("input[autocomplete=current-password]").FillAsync(given);
        await page.GetByLabel("New password *", new() { Exact = true }).FillAsync(Chosen);
        await page.GetByLabel("New password again").FillAsync(Chosen);
        await page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Overview" }).WaitForAsync();
        return await context.StorageStateAsync();
    }

    /// <summary>Brings in models of a few bytes, and waits until the last is scanned.</summary>
    public async Task FillLibraryAsync(int models, int versionsOfEach)
    {
        var source = Path.Combine(_folder, "models");
        for (var model = 0; model < models; model++)
        {
            for (var version = 0; version < versionsOfEach; version++)
            {
                var folder = Directory.CreateDirectory(Path.Combine(source, $"model-{model:00}", $"1.{version}")).FullName;
                await File.WriteAllTextAsync(Path.Combine(folder, "README.md"), $"---\nlicense: apache-2.0\npipeline_tag: text-generation\n---\n# {model} {version}\n");
            }
        }

        await KubectlAsync("create", "namespace", Namespace);
        var repository = Path.Combine(_folder, "repository.yaml");
        await File.WriteAllTextAsync(
            repository,
            $$"""
            apiVersion: modelyard.dev/v1alpha1
            kind: ModelRepository
            metadata: {name: source, namespace: {{Namespace}} }
            spec: {source: {url: "file://{{source}}" }, rules: [{repository: "**"}]}
            """);
        await KubectlAsync("apply", "-f", repository);
        var waited = Stopwatch.StartNew();
        while ((await KubectlAsync("get", "mver", "-n", Namespace, "-o", "jsonpath={.items[*].status.phase}")).Split(' ').Count(p => p == "PendingApproval") < models * versionsOfEach)
        {
            if (waited.Elapsed > TimeSpan.FromMinutes(10))
            {
                throw new TimeoutException("The versions did not come in.");
            }

            await Task.Delay(TimeSpan.FromSeconds(3));
        }
    }

    /// <summary>Labels all versions again and again; returns how many were changed until then.</summary>
    public async Task<int> ChangeVersionsAsync(CancellationToken until)
    {
        var changed = 0;
        for (var round = 0; !until.IsCancellationRequested; round++)
        {
            var output = await KubectlAsync("label", "mver", "-n", Namespace, "-l", $"modelyard.dev/model=model-{round % 10:00}", "--overwrite", $"round=r{round}");
            changed += output.Split('\n').Count(l => l.EndsWith("labeled", StringComparison.Ordinal));
        }

        return changed;
    }

    private Task<string> ModelyardAsync(params string[] arguments) => ChildProcess.RunAsync(_launcher, ["--data", Data, .. arguments]);

    private Task<string> KubectlAsync(params string[] arguments) => ChildProcess.RunAsync("kubectl", ["--kubeconfig", Path.Combine(Data, "kubeconfig"), .. arguments]);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Modelyard.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The benchmarks run from a checkout.");
        }

        return folder.FullName;
    }
}
