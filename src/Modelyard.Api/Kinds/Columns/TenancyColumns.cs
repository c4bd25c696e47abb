using static Modelyard.Api.Column;

namespace Modelyard.Api;

/// <summary>The columns of organizations.</summary>
internal static class TenancyColumns
{
    public static IReadOnlyList<PrinterColumn> Organization { get; } =
    [
        Text("Display Name", "Name for people.", static o => At(o, "spec", "displayName")),
        Text("Plan", "The plan it is on.", static o => At(o, "spec", "plan")),
        Integer("Projects", "Number of projects it owns.", static o => At(o, "status", "projects")),
        Text("Models", "What the libraries of its projects keep.", static o => (long?)At(o, "status", "modelBytes") is { } bytes ? ByteText.Of(bytes) : null, priority: 1),
        Text("Ready", "Whether it has its home project.", static o => Condition(o, "Ready")?["status"]),
        Text("Reason", "Why it is as it is.", static o => Condition(o, "Ready")?["reason"], priority: 1),
        Age,
    ];
}
