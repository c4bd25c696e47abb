using Modelyard.Node;

namespace Modelyard.Tests.Node;

public sealed class LocalCommandTests
{
    [Theory]
    [InlineData("vllm serve /mnt/models", "vllm|serve|/mnt/models")]
    [InlineData("  a \t b\n", "a|b")]
    [InlineData("sh -c 'echo \"$HOME\"; exit'", "sh|-c|echo \"$HOME\"; exit")]
    [InlineData("\"a b\"c \"\" d\\ e", "a bc||d e")]
    [InlineData("\"say \\\"hi\\\"\"", "say \"hi\"")]
    [InlineData("[\"a b\", \"c\"]", "a b|c")]
    public void Text_IsSplitAsAShellWould(string text, string expected) => LocalCommand.Split(text).ShouldBe(expected.Split('|'));

    [Theory]
    [InlineData("", "empty")]
    [InlineData("[]", "empty list")]
    [InlineData("a 'b", "quote ' is not closed")]
    [InlineData("[\"a\"", "not a JSON array")]
    public void Text_ThatCannotBeSplit_SaysWhy(string text, string expected) =>
        Should.Throw<FormatException>(() => LocalCommand.Split(text)).Message.ShouldContain(expected);
}
