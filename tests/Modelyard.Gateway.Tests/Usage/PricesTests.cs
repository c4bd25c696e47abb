using Modelyard.Api;

namespace Modelyard.Gateway.Tests.Usage;

public sealed class PricesTests
{
    [Theory]
    [InlineData(1, 0, 0, 0.15, 0.60, 0, 150)]
    [InlineData(15, 5, 8, 0.15, 0.60, 0, (10 * 150) + (5 * 30) + (8 * 600))]
    [InlineData(3, 0, 0, 0.000001, 0, 0, 0)]
    [InlineData(500, 0, 0, 0.000001, 0, 0, 1)]
    [InlineData(0, 0, 0, 0.15, 0.60, 2, 2_000_200_000)]
    [InlineData(1_000_000_000, 0, 1_000_000_000, 1_000_000_000, 1_000_000_000, 0, 1_000_000_000_000_000_000)]
    public void CostOf_IsTheSumRoundedOnceToTheBillionth(long input, long cached, long output, double inputPrice, double outputPrice, long images, long nanos)
    {
        var prices = Prices.Of(new DeploymentPricing
        {
            Currency = "EUR",
            InputPerMillionTokens = (decimal)inputPrice,
            CachedInputPerMillionTokens = Math.Min(0.03m, (decimal)inputPrice),
            OutputPerMillionTokens = (decimal)outputPrice,
            PerRequest = images > 0 ? 0.0002m : null,
            PerImage = 1,
        })!;

        prices.CostOf(new TokenUsage(input, cached, output, images)).ShouldBe(nanos);
    }
}
