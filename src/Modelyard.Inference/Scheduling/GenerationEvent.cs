namespace Modelyard.Inference;

/// <summary>
/// How far one choice has come: text up to a byte, tokens and log probabilities up to a count. Each event contains the
/// earlier ones, so a reader that fell behind may act on the last alone.
/// </summary>
internal readonly record struct GenerationEvent(int TextEnd, int Tokens, int Logprobs, FinishReason Finish);

internal enum FinishReason
{
    None,
    Stop,
    Length,
    Cancelled,
    Failed,
}
