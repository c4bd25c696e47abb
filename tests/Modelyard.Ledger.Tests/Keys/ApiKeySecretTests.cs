namespace Modelyard.Ledger.Tests;

public sealed class ApiKeySecretTests
{
    [Fact]
    public void IsWellFormed_AnyOneCharacterChanged_IsFalse()
    {
        var secret = ApiKeySecret.Generate();
        ApiKeySecret.IsWellFormed(secret).ShouldBeTrue();

        for (var i = 0; i < secret.Length; i++)
        {
            var mistyped = secret.ToCharArray();
            mistyped[i] = mistyped[i] == 'x' ? 'y' : 'x';
            ApiKeySecret.IsWellFormed(mistyped).ShouldBeFalse($"position {i}");
        }
    }

    [Fact]
    public void Generate_Always_MatchesThePatternGivenToSecretScanners() =>
        Enumerable.Range(0, 200).Select(_ => ApiKeySecret.Generate()).ShouldAllBe(s => System.Text.RegularExpressions.Regex.IsMatch(s, "^sk-my-[0-9A-Za-z]{49}$"));

    [Theory]
    [InlineData(new string[0], true)]
    [InlineData(new[] { "atlas" }, true)]
    [InlineData(new[] { "atlas2", "atla" }, false)]
    [InlineData(new[] { "demo/atlas" }, true)]
    [InlineData(new[] { "other/atlas" }, false)]
    [InlineData(new[] { "dem/atlas", "emo/atlas" }, false)]
    [InlineData(new[] { "second", "atlas" }, true)]
    public void Permits_DemoAtlas_AsScopeSays(string[] names, bool permitted)
    {
        new ApiKeyScope(names).Permits("demo", "atlas").ShouldBe(permitted);
        (ApiKeyScope.All with { Endpoints = names }).PermitsEndpoint("demo", "atlas").ShouldBe(permitted);
    }
}
