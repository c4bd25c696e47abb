using System.Text.Json.Nodes;

namespace Modelyard.Tests.ApiServer;

/// <summary>Roles and bindings that tests start from.</summary>
internal static class RbacObjects
{
    public const string Root = "/apis/rbac.authorization.k8s.io/v1";

    public static JsonObject Role(string name, string verbs, string resources, string group = "", string? names = null) =>
        Objects.Parse($$"""{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role","metadata":{"name":"{{name}}"},"rules":[{{Rule(verbs, resources, group, names)}}]}""");

    public static JsonObject ClusterRole(string name, string verbs, string resources, string group = "") =>
        Objects.Parse($$"""{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"{{name}}"},"rules":[{{Rule(verbs, resources, group, null)}}]}""");

    public static JsonObject Binding(string name, string roleKind, string role, string subjectKind, string subject) => Objects.Parse(
        $$"""{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","metadata":{"name":"{{name}}"},"roleRef":{"kind":"{{roleKind}}","name":"{{role}}"},"subjects":[{{Subject(subjectKind, subject)}}]}""");

    public static JsonObject ClusterBinding(string name, string role, string subjectKind, string subject) => Objects.Parse(
        $$"""{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding","metadata":{"name":"{{name}}"},"roleRef":{"kind":"ClusterRole","name":"{{role}}"},"subjects":[{{Subject(subjectKind, subject)}}]}""");

    /// <summary>Creates what must be possible to create.</summary>
    public static async Task MustAsync(HttpClient client, string path, JsonObject document)
    {
        var reply = await PostAsync(client, path, document);
        reply.Code.ShouldBe(201, reply.Body.ToJsonString());
    }

    public static async Task<Reply> PostAsync(HttpClient client, string path, JsonObject document) =>
        await Reply.ReadAsync(await client.PostAsync(path, new StringContent(document.ToJsonString(), null, "application/json")));

    private static string Rule(string verbs, string resources, string group, string? names) =>
        $$"""{"apiGroups":["{{group}}"],"resources":{{List(resources)}},"verbs":{{List(verbs)}}{{(names is null ? "" : $",\"resourceNames\":{List(names)}")}}}""";

    private static string Subject(string kind, string name) => name.Split('/') is [var home, var account]
        ? $$"""{"kind":"{{kind}}","namespace":"{{home}}","name":"{{account}}"}"""
        : $$"""{"kind":"{{kind}}","name":"{{name}}"}""";

    private static string List(string words) => $"[{string.Join(',', words.Split(',').Select(w => $"\"{w}\""))}]";
}
