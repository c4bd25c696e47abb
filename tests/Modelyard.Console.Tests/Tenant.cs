using System.Text.Json.Nodes;

namespace Modelyard.Console.Tests;

/// <summary>An organization of a test's own and its project of the same name, made at a terminal: for stories that begin later than the first hour.</summary>
internal sealed class Tenant
{
    /// <summary>What accounts are made with; whoever signs in has to choose another.</summary>
    public const string GivenPassword = "made by somebody else";

    private readonly Installation _installation;

    private Tenant(Installation installation, string name) => (_installation, Name) = (installation, name);

    public string Name { get; }

    public static async Task<Tenant> CreateAsync(Installation installation, string name)
    {
        var tenant = new Tenant(installation, name);
        await tenant.ApplyAsync($$"""
            apiVersion: v1
            kind: Namespace
            metadata: {name: {{name}}, labels: {modelyard.dev/organization: {{name}} } }
            ---
            apiVersion: modelyard.dev/v1alpha1
            kind: Organization
            metadata: {name: {{name}} }
            spec: {}
            """);
        return tenant;
    }

    public async Task ApplyAsync(string manifests) => (await _installation.KubectlWithInputAsync(manifests, "apply", "-f", "-")).Succeeded();

    /// <summary>Somebody who can sign in, with <see cref="GivenPassword"/> once.</summary>
    /// <param name="role">What they are in the organization; absent: no member of it.</param>
    /// <returns>The name they sign in with.</returns>
    public async Task<string> PersonAsync(string name, string? role = null, params string[] groups)
    {
        var user = $"{name}@{Name}.example";
        var account = new JsonObject
        {
            ["apiVersion"] = "ledger.modelyard.dev/v1alpha1",
            ["kind"] = "Account",
            ["metadata"] = new JsonObject { ["name"] = user },
            ["spec"] = new JsonObject { ["password"] = GivenPassword, ["groups"] = new JsonArray([.. groups.Select(g => (JsonNode)g)]) },
        };
        (await _installation.KubectlWithInputAsync(account.ToJsonString(), "create", "-f", "-")).Succeeded();
        if (role is not null)
        {
            (await _installation.ModelyardAsync("members", "add", user, "--org", Name, "--role", role)).Succeeded();
        }

        return user;
    }

    /// <summary>Gives a role of the project to users or groups.</summary>
    public Task BindAsync(string role, params (string Kind, string Name)[] subjects) => ApplyAsync($$"""
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: {{role}}, namespace: {{Name}} }
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: {{role}} }
        subjects:
        {{string.Join('\n', subjects.Select(s => $"- {{apiGroup: rbac.authorization.k8s.io, kind: {s.Kind}, name: \"{s.Name}\"}}"))}}
        """);

    /// <summary>Takes in the models that are shipped, as versions that somebody has to approve.</summary>
    /// <returns>The name of the version of Atlas.</returns>
    public async Task<string> TakeInModelsAsync()
    {
        await ApplyAsync($$"""
            apiVersion: modelyard.dev/v1alpha1
            kind: ModelRepository
            metadata: {name: shipped, namespace: {{Name}} }
            spec: {source: {url: "file://{{Installation.Root}}/models"}, rules: [{action: Include}]}
            """);
        return await Installation.EventuallyAsync(
            async () => (await _installation.KubectlAsync("get", "modelversions", "-n", Name, "-o", "jsonpath={.items[?(@.status.phase=='PendingApproval')].metadata.name}")).Output.Trim(),
            name => name.Length > 0,
            TimeSpan.FromSeconds(60));
    }

    /// <summary>Puts Atlas into service, and waits until it answers.</summary>
    public async Task DeployAsync(params string[] names)
    {
        await ApplyAsync(string.Join("\n---\n", names.Select(name => $$"""
            apiVersion: modelyard.dev/v1alpha1
            kind: ModelDeployment
            metadata: {name: {{name}}, namespace: {{Name}} }
            spec: {model: {uri: models/atlas/atlas.gguf}, engine: {type: builtin-llama, contextLength: 1024} }
            """)));
        (await _installation.KubectlAsync(["wait", "-n", Name, .. names.Select(n => $"mdep/{n}"), "--for=condition=Ready", "--timeout=90s"])).Succeeded();
    }
}
