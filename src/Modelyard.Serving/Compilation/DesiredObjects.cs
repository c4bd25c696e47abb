using Modelyard.Api;

namespace Modelyard.Serving;

/// <summary>What a deployment owns.</summary>
/// <param name="Service">Runs the model; null when it runs elsewhere.</param>
/// <param name="Runtime">How the service runs it; null when a runtime that exists does.</param>
internal sealed record DesiredObjects(InferenceService? Service, ServingRuntime? Runtime);
