namespace Modelyard.Benchmarks;

/// <summary>What is called.</summary>
internal sealed record Target(Uri Url, string? Authorization);
