using Modelyard.Api;

namespace Modelyard.Gateway;

/// <summary>What calls cost, in millionths of a currency: for a million tokens of each sort, a request, an image.</summary>
internal sealed record Prices(string Currency, long Input, long CachedInput, long Output, long PerRequest, long PerImage)
{
    private const long Million = 1_000_000;

    // So that sums of many stay within 64 bits; no call costs a billion units of any currency.
    private const long Most = 1_000_000_000_000_000_000;

    public static Prices? Of(DeploymentPricing? pricing)
    {
        if (pricing?.Currency is not { } currency)
        {
            return null;
        }

        var input = Micros(pricing.InputPerMillionTokens);
        return new Prices(
            currency,
            input,
            pricing.CachedInputPerMillionTokens is null ? input : Micros(pricing.CachedInputPerMillionTokens),
            Micros(pricing.OutputPerMillionTokens),
            Micros(pricing.PerRequest),
            Micros(pricing.PerImage));
    }

    /// <summary>The cost of an answered call, to the nearest billionth of the currency.</summary>
    public long CostOf(in TokenUsage usage)
    {
        var cached = Math.Min(usage.CachedInput, usage.Input);
        var tokens = ((Int128)(usage.Input - cached) * Input) + ((Int128)cached * CachedInput) + ((Int128)usage.Output * Output);
        var others = PerRequest + ((Int128)usage.Images * PerImage);

        // Millionths for a million tokens are millionths of millionths for one.
        return (long)Int128.Min(((tokens + 500) / 1000) + (others * 1000), Most);
    }

    private static long Micros(decimal? amount) => (long)decimal.Round((amount ?? 0) * Million);
}
