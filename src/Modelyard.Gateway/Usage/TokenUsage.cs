namespace Modelyard.Gateway;

/// <summary>What a call used.</summary>
/// <param name="Input">Tokens of the request, cached ones included.</param>
/// <param name="CachedInput">Those of them a prompt cache had.</param>
/// <param name="Output">Tokens of the answer.</param>
/// <param name="Images">Images worked on.</param>
internal readonly record struct TokenUsage(long Input, long CachedInput, long Output, long Images)
{
    public long Total => Input + Output;

    /// <summary>The larger of each: reports within one answer go on from each other.</summary>
    public TokenUsage With(in TokenUsage later) => new(
        Math.Max(Input, later.Input), Math.Max(CachedInput, later.CachedInput), Math.Max(Output, later.Output), Math.Max(Images, later.Images));
}
