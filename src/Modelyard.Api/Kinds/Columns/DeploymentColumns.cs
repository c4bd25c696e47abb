using static Modelyard.Api.Column;

namespace Modelyard.Api;

/// <summary>The columns of deployments and of the endpoints they are called through.</summary>
internal static class DeploymentColumns
{
    public static IReadOnlyList<PrinterColumn> ModelDeployment { get; } =
    [
        Text("Engine", "What runs the model.", static o => At(o, "spec", "engine", "type")),
        Text("Phase", "Where the deployment stands.", static o => At(o, "status", "phase")),
        Integer("Ready", "Number of replicas that answer.", static o => At(o, "status", "readyReplicas")),
        Text("URL", "Address of the model.", static o => At(o, "status", "url")),
        Text("Model", "The model.", static o => At(o, "spec", "model", "uri") ?? At(o, "spec", "model", "version"), priority: 1),
        Text("Message", "What is awaited or wrong.", static o => At(o, "status", "message"), priority: 1),
        Age,
    ];

    public static IReadOnlyList<PrinterColumn> Endpoint { get; } =
    [
        Text("URL", "Base URL for clients.", static o => At(o, "status", "url")),
        Text("Host", "Host name it answers to.", static o => At(o, "spec", "host")),
        Text("Visibility", "Who may reach it.", static o => At(o, "spec", "visibility")),
        Text("Ready", "Whether it can answer.", static o => Condition(o, "Ready")?["status"]),
        Text("Reason", "Why it is as it is.", static o => Condition(o, "Ready")?["reason"], priority: 1),
        Age,
    ];
}
