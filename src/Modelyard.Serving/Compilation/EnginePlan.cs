using Modelyard.Api;

namespace Modelyard.Serving;

/// <summary>How an engine runs a model.</summary>
/// <param name="Runtime">Name of the runtime.</param>
/// <param name="Format">Format of the model.</param>
internal sealed record EnginePlan(string Runtime, string Format)
{
    /// <summary>The runtime, when the deployment brings it.</summary>
    public ServingRuntimeSpec? Own { get; init; }

    /// <summary>Command instead of the runtime's.</summary>
    public List<string>? Command { get; init; }

    /// <summary>Arguments after the runtime's.</summary>
    public List<string> Arguments { get; init; } = [];
}
