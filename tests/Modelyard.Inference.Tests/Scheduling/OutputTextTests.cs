using System.Text;

namespace Modelyard.Inference.Tests;

public sealed class OutputTextTests
{
    [Fact]
    public void Append_HalfACharacter_IsReleasedWhenWhole()
    {
        var text = new OutputText([]);
        var bytes = "😀"u8.ToArray();
        for (var i = 0; i < 3; i++)
        {
            text.Append(bytes.AsSpan(i, 1));
            text.Released.ShouldBe(0);
        }

        text.Append(bytes.AsSpan(3));
        Shown(text).ShouldBe("😀");
    }

    [Fact]
    public void Append_InvalidBytes_BecomeReplacementCharacters()
    {
        var text = new OutputText([]);
        text.Append([0xFF, (byte)'a', 0xE2, 0x82]);
        text.Append("b"u8);
        text.Append([0xF0]);
        text.Complete();
        Shown(text).ShouldBe("\uFFFDa\uFFFDb\uFFFD");
    }

    [Fact]
    public void Append_StopAcrossTokens_EndsBeforeItAndLeaksNothing()
    {
        var text = new OutputText([Encoding.UTF8.GetBytes("STOP")]);
        var shown = new List<string>();
        foreach (var piece in new[] { "go S", "T", "O" })
        {
            text.Append(Encoding.UTF8.GetBytes(piece)).ShouldBeFalse();
            shown.Add(Shown(text));
        }

        text.Append("P and more"u8).ShouldBeTrue();
        shown.ShouldAllBe(s => s == "go ");
        Shown(text).ShouldBe("go ");
    }

    [Fact]
    public void Append_BeginningOfAStopThatIsNone_IsReleasedLater()
    {
        var text = new OutputText([Encoding.UTF8.GetBytes("aab")]);
        text.Append("xaa"u8);
        Shown(text).ShouldBe("x");
        text.Append("a"u8);
        Shown(text).ShouldBe("xa");
        text.Append("c"u8);
        Shown(text).ShouldBe("xaaac");
    }

    [Fact]
    public void Append_SeveralStopsInOnePiece_TheEarliestCounts()
    {
        var text = new OutputText([Encoding.UTF8.GetBytes("two"), Encoding.UTF8.GetBytes("one")]);
        text.Append("zero one two"u8).ShouldBeTrue();
        Shown(text).ShouldBe("zero ");
    }

    [Fact]
    public void Complete_WithHeldBackText_ReleasesIt()
    {
        var text = new OutputText([Encoding.UTF8.GetBytes("END")]);
        text.Append("the EN"u8);
        text.Complete();
        Shown(text).ShouldBe("the EN");
    }

    [Fact]
    public void Append_AnySplitOfAnyText_ShowsTheSameAsTheWhole()
    {
        var bytes = Encoding.UTF8.GetBytes("aé😀ΩSTOaSTabST");
        var random = new Random(3);
        for (var round = 0; round < 200; round++)
        {
            var text = new OutputText([Encoding.UTF8.GetBytes("STOP"), Encoding.UTF8.GetBytes("ab!")]);
            for (var at = 0; at < bytes.Length;)
            {
                var size = Math.Min(random.Next(1, 5), bytes.Length - at);
                text.Append(bytes.AsSpan(at, size)).ShouldBeFalse();
                at += size;
                Encoding.UTF8.GetString(bytes).ShouldStartWith(Shown(text));
            }

            text.Complete();
            Shown(text).ShouldBe("aé😀ΩSTOaSTabST");
        }
    }

    private static string Shown(OutputText text) => Encoding.UTF8.GetString(text.Slice(0, text.Released).Span);
}
