using System.Text.Json.Nodes;

namespace Modelyard.EndToEnd.Tests;

/// <summary>A project that runs approved models only, and two people in it: one deploys, the other may also say what engines run.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class EngineAuthorTests(Installation installation) : IClassFixture<Installation>
{
    private const string Command = "modelyard.dev/local-command=sleep 1";
    private const string Other = """{"spec":{"engine":{"args":["--threads=1","--chat-template=chatml"]}}}""";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Developer_DeploysWhatIsApproved_AndTellsItsEngineNothingElse()
    {
        await using var registry = await SampleRegistry.StartAsync();
        (await installation.KubectlWithInputAsync(await registry.ManifestAsync("repository.yaml"), "apply", "-f", "-")).Succeeded();
        await Installation.EventuallyAsync(
            async () => (await installation.KubectlAsync("get", "mver/atlas-1.2", "-n", "acme", "-o", "jsonpath={.status.phase}")).Output, phase => phase.Trim() == "PendingApproval", Patience);
        (await installation.ModelyardAsync("library", "approve", "acme/atlas:1.2")).Succeeded();
        (await installation.KubectlAsync("wait", "-n", "acme", "--for=jsonpath={.status.phase}=Approved", "mver/atlas-1.2", "--timeout=60s")).Succeeded();
        (await installation.KubectlAsync("label", "namespace", "acme", "modelyard.dev/model-policy=enforce")).Succeeded();
        (await installation.KubectlAsync("create", "rolebinding", "developers", "-n", "acme", "--clusterrole=edit", "--user=dora", "--user=arno")).Succeeded();
        (await installation.KubectlAsync("create", "rolebinding", "authors", "-n", "acme", "--clusterrole=engine-author", "--user=arno")).Succeeded();
        var deployment = (await registry.ManifestAsync("deployment.yaml")).TrimEnd() + "\n    args: [--threads=1]\n";

        (await installation.KubectlWithInputAsync(deployment, "apply", "-f", "-", "--as", "dora")).Succeeded();
        (await installation.KubectlAsync("wait", "-n", "acme", "--for=condition=Ready", "mdep/atlas", "--timeout=60s")).Succeeded();
        foreach (var refused in new[]
        {
            await installation.KubectlAsync("patch", "mdep/atlas", "-n", "acme", "--as", "dora", "--type=merge", "-p", Other),
            await installation.KubectlAsync("annotate", "isvc/atlas", "-n", "acme", "--as", "dora", Command),
            await installation.KubectlAsync("run", "own", "-n", "acme", "--as", "dora", "--image=x", "--command", "--", "sleep", "1"),
            await installation.KubectlWithInputAsync(deployment.Replace("[--threads=1]", "[--engines-dir=/tmp]", StringComparison.Ordinal), "apply", "-f", "-", "--as", "dora", "--server-side", "--force-conflicts"),
        })
        {
            refused.ExitCode.ShouldBe(1);
            refused.Error.ShouldContain("that takes the verb use on engines.modelyard.dev in the project");
        }

        (await ReviewAsync("dora")).ShouldBe(("False", "True", "Policy"));
        (await ReviewAsync("arno")).ShouldBe(("True", "", ""));
        (await installation.KubectlAsync("patch", "mdep/atlas", "-n", "acme", "--as", "arno", "--type=merge", "-p", Other)).Succeeded();
        await Installation.EventuallyAsync(
            async () => (await installation.KubectlAsync("get", "pods", "-n", "acme", "-o", "jsonpath={.items[*].spec.containers[0].args}")).Output, args => args.Contains("--chat-template=chatml", StringComparison.Ordinal), Patience);
        (await installation.KubectlAsync("patch", "mdep/atlas", "-n", "acme", "--as", "dora", "--type=merge", "-p", """{"spec":{"description":"The same."}}""")).Succeeded();
        (await installation.KubectlAsync("wait", "-n", "acme", "--for=condition=Ready", "mdep/atlas", "--timeout=60s")).Succeeded();
    }

    private async Task<(string Allowed, string Blocking, string Topic)> ReviewAsync(string user)
    {
        const string Question = """
            {"apiVersion":"modelyard.dev/v1alpha1","kind":"DeploymentReview","metadata":{"generateName":"review-","namespace":"acme"},
             "spec":{"model":{"version":"atlas:1.2"},"engine":{"type":"builtin-llama","contextLength":1024,"args":["--chat-template=chatml"]}}}
            """;
        var answer = JsonNode.Parse((await installation.KubectlWithInputAsync(Question, "create", "--validate=false", "-f", "-", "--as", user, "-o", "json")).Succeeded())!["status"]!;
        var finding = answer["findings"]?[0];
        return (answer["allowed"]!.GetValue<bool>().ToString(), finding?["blocking"]?.GetValue<bool>().ToString() ?? "", finding?["topic"]?.ToString() ?? "");
    }
}
