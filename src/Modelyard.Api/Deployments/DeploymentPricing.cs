namespace Modelyard.Api;

/// <summary>What calls cost, in units of <c>currency</c> with at most six decimal places. What is absent is free.</summary>
public sealed class DeploymentPricing
{
    /// <summary>Currency as an ISO 4217 code, e.g. <c>EUR</c>.</summary>
    [Required, Pattern("^[A-Z]{3}$")]
    public string? Currency { get; set; }

    /// <summary>Price of a million input tokens, in units of <c>currency</c>.</summary>
    public decimal? InputPerMillionTokens { get; set; }

    /// <summary>Price of a million input tokens that a prompt cache already had, in units of <c>currency</c>; that of other input tokens when absent.</summary>
    public decimal? CachedInputPerMillionTokens { get; set; }

    /// <summary>Price of a million output tokens, in units of <c>currency</c>.</summary>
    public decimal? OutputPerMillionTokens { get; set; }

    /// <summary>Price of each request that is answered, in units of <c>currency</c>.</summary>
    public decimal? PerRequest { get; set; }

    /// <summary>Price of each image that is made, in units of <c>currency</c>.</summary>
    public decimal? PerImage { get; set; }
}
