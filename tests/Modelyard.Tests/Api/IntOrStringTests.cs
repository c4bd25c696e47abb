using System.Text.Json;
using Modelyard.Api;

namespace Modelyard.Tests;

public sealed class IntOrStringTests
{
    [Theory]
    [InlineData("8080", 8080, null)]
    [InlineData("\"http\"", null, "http")]
    [InlineData("\"25%\"", null, "25%")]
    public void Json_OfEither_IsReadAndWrittenAlike(string json, int? number, string? text)
    {
        var value = JsonSerializer.Deserialize<IntOrString>(json, ApiJson.Options);

        (value.Number, value.Text).ShouldBe((number, text));
        JsonSerializer.Serialize(value, ApiJson.Options).ShouldBe(json);
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("true")]
    [InlineData("[]")]
    public void Json_OfNeither_IsRefused(string json) => Should.Throw<JsonException>(() => JsonSerializer.Deserialize<IntOrString>(json, ApiJson.Options));

    [Fact]
    public void MicroTime_Written_HasSixDigits()
    {
        var lease = new Lease { Spec = new LeaseSpec { RenewTime = new DateTimeOffset(2026, 1, 31, 8, 0, 0, 120, TimeSpan.FromHours(1)) } };

        var json = JsonSerializer.SerializeToNode(lease, ApiJson.Options)!;

        json["spec"]!["renewTime"]!.ToString().ShouldBe("2026-01-31T07:00:00.120000Z");
        json.Deserialize<Lease>(ApiJson.Options)!.Spec!.RenewTime.ShouldBe(lease.Spec.RenewTime);
    }
}
