using System.Text.Json.Nodes;
using static Modelyard.Api.Column;

namespace Modelyard.Api;

/// <summary>The columns of accounts and sessions.</summary>
internal static class AccountColumns
{
    public static IReadOnlyList<PrinterColumn> Account { get; } =
    [
        Text("Display Name", "What to call them.", static o => At(o, "spec", "displayName")),
        Text("Groups", "The groups they are in.", static o => At(o, "spec", "groups") is JsonArray groups ? string.Join(",", groups.Select(g => g?.ToString())) : ""),
        Text("State", "Whether they can sign in.", static o => State(o)),
        Integer("Sessions", "In how many places they are signed in.", static o => At(o, "status", "sessions")),
        Date("Last Sign-In", "Time since they last signed in.", static o => At(o, "status", "lastSignIn")),
        Age,
    ];

    public static IReadOnlyList<PrinterColumn> Session { get; } =
    [
        Text("User", "Who is signed in.", static o => At(o, "spec", "user")),
        Text("Provider", "Who vouched for them.", static o => At(o, "spec", "provider")),
        Text("Address", "Where from.", static o => At(o, "spec", "address")),
        Date("Last Seen", "Time since it was last used.", static o => At(o, "status", "lastSeen")),
        Text("Expires", "When it ends unless it is used before then.", static o => At(o, "status", "expires")),
        Text("User Agent", "What the browser calls itself.", static o => At(o, "spec", "userAgent"), priority: 1),
        Age,
    ];

    private static string State(JsonObject account) =>
        At(account, "spec", "disabled")?.GetValue<bool>() == true ? "disabled"
        : At(account, "status", "mustChangePassword")?.GetValue<bool>() == true ? "first password" : "active";
}
