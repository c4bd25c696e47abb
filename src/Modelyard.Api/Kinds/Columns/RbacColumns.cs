using System.Text.Json.Nodes;
using static Modelyard.Api.Column;

namespace Modelyard.Api;

/// <summary>The columns of roles and bindings.</summary>
internal static class RbacColumns
{
    public static IReadOnlyList<PrinterColumn> Role { get; } =
        [Text("Created At", "When the role was created.", static o => At(o, "metadata", "creationTimestamp"))];

    public static IReadOnlyList<PrinterColumn> Binding { get; } =
    [
        Text("Role", "The role whose rights are given.", static o => $"{TextAt(o, "roleRef", "kind")}/{TextAt(o, "roleRef", "name")}"),
        Age,
        Text("Users", "Users who get them.", static o => Names(o, "User"), priority: 1),
        Text("Groups", "Groups that get them.", static o => Names(o, "Group"), priority: 1),
        Text("ServiceAccounts", "Service accounts that get them.", static o => Names(o, "ServiceAccount"), priority: 1),
    ];

    private static JsonNode Names(JsonObject binding, string kind) => string.Join(", ", ItemsAt(binding, "subjects")
        .Where(s => TextAt(s, "kind") == kind)
        .Select(s => TextAt(s, "namespace") is { } home ? $"{home}/{TextAt(s, "name")}" : TextAt(s, "name")));
}
