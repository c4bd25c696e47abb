using Modelyard.Artifacts;

namespace Modelyard.Tests.Artifacts;

/// <summary>The format: what is written is read, from any place, and nothing else.</summary>
public sealed class SealedFileTests : IDisposable
{
    private const int Frame = SealedFrames.FrameSize;
    private readonly TemporaryFolder _folder = new();
    private readonly StoreKeys _keys;

    public SealedFileTests() => _keys = StoreKeys.Open(new StoreLayout(_folder.At("store")), TestFetcher.Encryption(_folder))!;

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string At => _folder.At("file");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Frame - 1)]
    [InlineData(Frame)]
    [InlineData(Frame + 1)]
    [InlineData((40 * Frame) + 17)]
    public async Task Content_OfAnySize_IsReadAsItWasWritten(int size)
    {
        var content = TestFetcher.Bytes(size);
        await WriteAsync(content, 10_000);

        SealedFrames.ContentLength(new FileInfo(At).Length).ShouldBe(size);
        (await ReadAsync()).AsSpan().SequenceEqual(content).ShouldBeTrue();
        using var synchronous = SealedStream.Open(At, _keys);
        var read = new byte[size];
        synchronous.ReadExactly(read);
        read.AsSpan().SequenceEqual(content).ShouldBeTrue();
        synchronous.ReadByte().ShouldBe(-1);
    }

    [Fact]
    public async Task Content_IsReadFromAnyPlace()
    {
        var content = TestFetcher.Bytes((20 * Frame) + 5);
        await WriteAsync(content, content.Length);
        using var stream = SealedStream.Open(At, _keys);
        var random = new Random(3);

        for (var i = 0; i < 300; i++)
        {
            var from = random.Next(content.Length);
            var length = Math.Min(random.Next(3 * Frame), content.Length - from);
            var buffer = new byte[length];
            stream.Seek(from, SeekOrigin.Begin);
            stream.ReadExactly(buffer);
            buffer.AsSpan().SequenceEqual(content.AsSpan(from, length)).ShouldBeTrue($"{length} bytes from {from}");
        }
    }

    [Fact]
    public async Task Content_IsNotInTheFile()
    {
        var content = TestFetcher.Bytes(3 * Frame);
        await WriteAsync(content, 5000);

        var file = File.ReadAllBytes(At);
        for (var i = 0; i + 16 <= content.Length; i += 16)
        {
            file.AsSpan().IndexOf(content.AsSpan(i, 16)).ShouldBe(-1);
        }
    }

    [Fact]
    public async Task AnyByte_Changed_IsNoticed()
    {
        var content = TestFetcher.Bytes((2 * Frame) + 100);
        await WriteAsync(content, 5000);
        var file = File.ReadAllBytes(At);

        int[] places = [0, 7, 8, 15, 16, 47, 48, 60, 1000, (int)SealedFrames.OffsetOf(1), (int)SealedFrames.OffsetOf(2) + 5, file.Length - 1];
        foreach (var place in places)
        {
            var changed = (byte[])file.Clone();
            changed[place] ^= 1;
            await RefusedAsync(changed);
        }
    }

    [Fact]
    public async Task Frames_LeftOutMovedOrCutOff_AreNoticed()
    {
        await WriteAsync(TestFetcher.Bytes(4 * Frame), 5000);
        var file = File.ReadAllBytes(At);
        var (header, frames) = (file[..SealedFrames.HeaderSize], file[SealedFrames.HeaderSize..].Chunk(SealedFrames.SealedSize).ToArray());

        await RefusedAsync([.. header, .. frames[0], .. frames[1], .. frames[2]]);
        await RefusedAsync([.. header, .. frames[0], .. frames[2], .. frames[1], .. frames[3]]);
        await RefusedAsync([.. header, .. frames[1], .. frames[2], .. frames[3]]);
        await RefusedAsync([.. header, .. frames[0], .. frames[1], .. frames[2], .. frames[3][..^10]]);
        await RefusedAsync(file[..10]);

        await WriteAsync(TestFetcher.Bytes(4 * Frame), 5000);
        var other = File.ReadAllBytes(At)[SealedFrames.HeaderSize..].Chunk(SealedFrames.SealedSize).ToArray();
        await RefusedAsync([.. header, .. other[0], .. frames[1], .. frames[2], .. frames[3]]);
    }

    [Fact]
    public async Task File_ThatIsNotFinished_IsNoWholeOne()
    {
        using (var file = new SealedFile(At, _keys))
        {
            await file.AppendAsync(TestFetcher.Bytes(Frame), Cancelled);
        }

        await RefusedAsync(File.ReadAllBytes(At));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Frame - 3)]
    [InlineData(Frame)]
    [InlineData((3 * Frame) + 100)]
    public async Task Writing_BrokenOffAnywhere_IsGoneOnWith(int at)
    {
        var content = TestFetcher.Bytes(5 * Frame);
        using (var first = new SealedFile(At, _keys))
        {
            await first.AppendAsync(content.AsMemory(0, at), Cancelled);
        }

        using (var second = new SealedFile(At, _keys))
        {
            second.Length.ShouldBe(at);
            await second.AppendAsync(content.AsMemory(at), Cancelled);
            second.Finish();
        }

        (await ReadAsync()).AsSpan().SequenceEqual(content).ShouldBeTrue();
    }

    [Fact]
    public async Task LastFrame_HalfWritten_IsLeftOut_AndAnythingElseBeginsAgain()
    {
        using (var first = new SealedFile(At, _keys))
        {
            await first.AppendAsync(TestFetcher.Bytes((2 * Frame) + 500), Cancelled);
        }

        var file = File.ReadAllBytes(At);
        file[^1] ^= 1;
        File.WriteAllBytes(At, file);
        using (var second = new SealedFile(At, _keys))
        {
            second.Length.ShouldBe(2 * Frame);
            second.Cut(Frame + 7);
            second.Length.ShouldBe(Frame + 7);
        }

        File.WriteAllBytes(At, TestFetcher.Bytes(100_000));
        using var third = new SealedFile(At, _keys);
        third.Length.ShouldBe(0);
    }

    private async Task WriteAsync(byte[] content, int piece)
    {
        File.Delete(At);
        using var file = new SealedFile(At, _keys);
        for (var at = 0; at < content.Length; at += piece)
        {
            await file.AppendAsync(content.AsMemory(at, Math.Min(piece, content.Length - at)), Cancelled);
        }

        file.Finish();
    }

    private async Task<byte[]> ReadAsync()
    {
        await using var stream = SealedStream.Open(At, _keys);
        var copy = new MemoryStream();
        await stream.CopyToAsync(copy, 100_000, Cancelled);
        return copy.ToArray();
    }

    private async Task RefusedAsync(byte[] file)
    {
        File.WriteAllBytes(At, file);
        var failure = await Should.ThrowAsync<FetchException>(ReadAsync);
        failure.Reason.ShouldBe(FetchFailure.Corrupt);
        failure.Message.ShouldContain($"{At} was changed or damaged");
    }
}
