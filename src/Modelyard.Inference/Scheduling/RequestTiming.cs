namespace Modelyard.Inference;

/// <summary>Moments of one choice, as timestamps of the engine's clock; zero where it has not come to that.</summary>
internal sealed class RequestTiming
{
    internal long Arrived { get; set; }

    internal long Scheduled { get; set; }

    internal long FirstToken { get; set; }

    internal long LastToken { get; set; }
}
