namespace Modelyard.Benchmarks;

/// <summary>Prompts of ordinary tokens that share no beginning.</summary>
internal sealed class PromptSource(int vocabulary)
{
    private const int FirstOrdinaryToken = 300;

    private readonly Random _random = new(1);

    internal int[][] Take(int count, int length) =>
        [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, length).Select(_ => _random.Next(FirstOrdinaryToken, vocabulary)).ToArray())];
}
