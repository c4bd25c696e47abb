namespace Modelyard.Benchmarks;

/// <summary>What is called.</summary>
internal sealed record Target(Uri Url, string? Authorization)
{
    /// <summary>What else a call needs.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public IEnumerable<(string Name, string Value)> AllHeaders => Authorization is null ? Headers : Headers.Prepend(("Authorization", Authorization));
}
