namespace Modelyard.Inference;

/// <summary>One text to embed, and where the vector goes.</summary>
internal sealed class EmbeddingInput(int[] tokens, long arrived, CancellationToken cancellationToken)
{
    internal int[] Tokens { get; } = tokens;

    internal long Arrived { get; } = arrived;

    internal bool IsAbandoned => cancellationToken.IsCancellationRequested;

    internal TaskCompletionSource<float[]> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
