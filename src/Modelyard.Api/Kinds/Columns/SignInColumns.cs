using static Modelyard.Api.Column;

namespace Modelyard.Api;

/// <summary>The columns of what signs people in.</summary>
internal static class SignInColumns
{
    public static IReadOnlyList<PrinterColumn> IdentityProvider { get; } =
    [
        Text("Issuer", "Its address.", static o => At(o, "spec", "issuer")),
        Text("Ready", "Whether people can sign in with it.", static o => Condition(o, "Ready")?["status"]),
        Text("Reason", "Why it is as it is.", static o => Condition(o, "Ready")?["reason"]),
        Text("Client", "What the console is called there.", static o => At(o, "spec", "clientId"), priority: 1),
        Age,
    ];
}
