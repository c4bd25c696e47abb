using System.Text.Json.Nodes;
using static Modelyard.Api.Column;

namespace Modelyard.Api;

/// <summary>The columns of the library's kinds.</summary>
internal static class LibraryColumns
{
    public static IReadOnlyList<PrinterColumn> Repository { get; } =
    [
        Text("Source", "Where models come from.", static o => At(o, "spec", "source", "url")),
        Integer("Found", "Versions at the source.", static o => At(o, "status", "found")),
        Integer("Selected", "Versions the rules take.", static o => At(o, "status", "selected")),
        Text("Ready", "Whether the library has them.", static o => Condition(o, "Ready")?["status"]),
        Text("Reason", "Why it is as it is.", static o => Condition(o, "Ready")?["reason"]),
        Date("Last Sync", "Time since the source was looked through.", static o => At(o, "status", "lastSyncTime")),
        Age,
    ];

    public static IReadOnlyList<PrinterColumn> Model { get; } =
    [
        Integer("Versions", "Number of versions.", static o => At(o, "status", "versions")),
        Text("Latest", "The newest version.", static o => At(o, "status", "latest")),
        Text("Approved", "The newest version that is approved.", static o => At(o, "status", "approved")),
        Text("Production", "The newest version in production.", static o => At(o, "status", "production")),
        Age,
    ];

    public static IReadOnlyList<PrinterColumn> Version { get; } =
    [
        Text("Model", "The model.", static o => At(o, "spec", "model")),
        Text("Version", "The version.", static o => At(o, "spec", "version")),
        Text("Phase", "How far it has come.", static o => At(o, "status", "phase")),
        Text("Stage", "What it is used for.", static o => At(o, "metadata", "labels", LibraryNames.StageLabel)),
        Text("Format", "Format of the weights.", static o => At(o, "status", "metadata", "format")),
        Text("Scan", "What the scan found.", static o => At(o, "status", "scan", "verdict")),
        Text("License", "Licence.", static o => At(o, "status", "metadata", "license")),
        Text("Message", "What is awaited or wrong.", static o => At(o, "status", "message"), priority: 1),
        Age,
    ];

    public static IReadOnlyList<PrinterColumn> Retention { get; } =
    [
        Text("Action", "What becomes of what goes.", static o => At(o, "spec", "action")),
        Text("Ready", "Whether it could be done.", static o => Condition(o, "Ready")?["status"]),
        Integer("Let Go", "Versions that were let go of.", static o => At(o, "status", "total")),
        Date("Last Run", "Time since it was looked at.", static o => At(o, "status", "lastRunTime")),
        Age,
    ];

    public static IReadOnlyList<PrinterColumn> ScanReport { get; } =
    [
        Text("Verdict", "What the scan found.", static o => At(o, "report", "verdict")),
        Text("Scanner", "What scanned it.", static o => At(o, "report", "scanner"), priority: 1),
        Age,
    ];

    public static IReadOnlyList<PrinterColumn> Approval { get; } =
    [
        Text("Version", "The version.", static o => At(o, "spec", "version")),
        Text("Decision", "What was decided.", static o => At(o, "spec", "decision")),
        Text("Approver", "Who decided.", static o => At(o, "spec", "approver")),
        Text("Comment", "Why.", static o => At(o, "spec", "comment"), priority: 1),
        Age,
    ];

    public static IReadOnlyList<PrinterColumn> ScanPolicy { get; } =
    [
        Text("Unfinished", "What is done about files that were not scanned to their end.", static o => At(o, "spec", "unfinished")),
        Text("Longest Waiver", "After how long waivers end.", static o => At(o, "spec", "longestWaiver")),
        Age,
    ];

    public static IReadOnlyList<PrinterColumn> ImageScanner { get; } =
    [
        Text("Url", "Its address.", static o => At(o, "spec", "url")),
        Text("Rescan After", "After how long images are scanned again.", static o => At(o, "spec", "rescanAfter")),
        Age,
    ];

    public static IReadOnlyList<PrinterColumn> Waiver { get; } =
    [
        Text("Version", "The version.", static o => At(o, "spec", "version")),
        Text("Rules", "What is waived.", static o => At(o, "spec", "rules") is JsonArray rules ? string.Join(", ", rules) : null),
        Text("By", "Who made it.", static o => At(o, "spec", "by")),
        Text("Expires", "Until when.", static o => At(o, "spec", "expires")),
        Text("Reason", "Why.", static o => At(o, "spec", "reason"), priority: 1),
        Age,
    ];

    public static IReadOnlyList<PrinterColumn> Policy { get; } =
    [
        Text("Scan", "The worst a scan may find.", static o => At(o, "spec", "scan")),
        Text("Expires", "When approvals have to be given anew.", static o => At(o, "spec", "expiresAfter")),
        Age,
    ];

    public static IReadOnlyList<PrinterColumn> Signature { get; } =
    [
        Text("Version", "The version.", static o => At(o, "spec", "version")),
        Text("Format", "How it is written down.", static o => At(o, "spec", "format")),
        Text("File", "The file of the version that it is.", static o => At(o, "spec", "file"), priority: 1),
        Age,
    ];

    public static IReadOnlyList<PrinterColumn> SignaturePolicy { get; } =
    [
        Text("Required", "Whether versions need a signature.", static o => At(o, "spec", "required")),
        Text("Keys", "Keys that are trusted.", static o => Names(o, "keys")),
        Text("Authorities", "Authorities that are trusted.", static o => Names(o, "authorities")),
        Age,
    ];

    private static string Names(JsonObject policy, string list) => string.Join(',', ItemsAt(policy, "spec", list).Select(i => TextAt(i, "name")));
}
