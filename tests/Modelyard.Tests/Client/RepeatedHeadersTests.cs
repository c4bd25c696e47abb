using System.Text;
using Modelyard.Client;

namespace Modelyard.Tests.Client;

public sealed class RepeatedHeadersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Write_InPiecesOfAnySize_PutsEachValueOnItsLine(int size)
    {
        using var request = new HttpRequestMessage();
        RepeatedHeaders.Add(request.Headers, "X-Team", ["a", "b", "c"]);
        var bytes = Encoding.ASCII.GetBytes($"X-Team: {request.Headers.GetValues("X-Team").Single()}\r\n\r\nbody\u0001");
        using var sent = new MemoryStream();
        await using var stream = new RepeatedHeaders(sent);

        foreach (var piece in bytes.Chunk(size))
        {
            await stream.WriteAsync(piece, TestContext.Current.CancellationToken);
        }

        await stream.FlushAsync(TestContext.Current.CancellationToken);

        Encoding.ASCII.GetString(sent.ToArray()).ShouldBe("X-Team: a\r\nX-Team: b\r\nX-Team: c\r\n\r\nbody\u0001");
    }
}
