using System.Text;
using Modelyard.ApiServer;

namespace Modelyard.Tests.ApiServer;

/// <summary>What stored objects can be listed by.</summary>
public sealed class LabelTermsTests
{
    [Theory]
    [InlineData("""{"kind":"A","metadata":{"name":"x","labels":{"a":"b","c/d":""},"uid":"u"},"spec":{"metadata":{"labels":{"e":"f"}}}}""", "a a=b c/d c/d=")]
    [InlineData("""{"spec":{"labels":{"a":"b"}},"metadata":{"labels":{"a":"c"}}}""", "a a=c")]
    [InlineData("""{"metadata":{"labels":{}}}""", "")]
    [InlineData("""{"metadata":{"labels":null}}""", "")]
    [InlineData("""{"metadata":{"name":"x"}}""", "")]
    [InlineData("""{"kind":"A"}""", "")]
    [InlineData("""{"metadata":"none"}""", "")]
    [InlineData("""{"metadata":{"labels":{"a":1}}}""", null)]
    [InlineData("""{"metadata":{"labels":{"a":"b\n"}}}""", null)]
    [InlineData("""{"metadata":{"labels":{"ä":"b"}}}""", null)]
    public void Terms_AreTheLabelsOfTheObjectItself(string document, string? expected)
    {
        var terms = LabelTerms.Of(Encoding.UTF8.GetBytes(document));
        (terms is null ? null : string.Join(' ', terms)).ShouldBe(expected);
    }
}
