using System.Text;
using Modelyard.Artifacts;
using Modelyard.Tests.Library;

namespace Modelyard.Tests.Artifacts;

/// <summary>What the readers allocate does not grow with the files: measured as the sum of all they allocate, which is more than they hold.</summary>
public sealed class ReaderMemoryTests
{
    private const long Most = 1 << 20;

    [Theory]
    [InlineData(1L << 20)]
    [InlineData(1L << 40)]
    public void Safetensors_OfAnySize(long size)
    {
        var header = Encoding.UTF8.GetBytes($$"""{"w":{"dtype":"U8","shape":[{{size}}],"data_offsets":[0,{{size}}]} }""");
        var file = new PaddedStream([.. BitConverter.GetBytes((long)header.Length), .. header], size, []);

        Allocated(file, reader => SafetensorsHeaderReader.Read(reader, file.Length).Problems.ShouldBeEmpty()).ShouldBeLessThan(Most);
    }

    [Fact]
    public void Gguf_WithAVocabularyOfMillions()
    {
        var file = new PaddedStream(GgufBytes.Model().Array32("tokenizer.ggml.scores", 200_000_000).ToArray()[..^64], 800_000_064, []);

        Allocated(file, reader => GgufHeaderReader.Read(reader, file.Length).DataStart.ShouldNotBeNull()).ShouldBeLessThan(Most);
    }

    [Fact]
    public void Onnx_WithWeightsOfAnySize()
    {
        const int Size = 2_000_000_000;
        var tensor = new OnnxBytes().Number(1, Size).Number(2, 2).Text(8, "w").Bytes(9, []).ToArray()[..^1];
        byte[] length = [.. Varint(Size)];
        byte[] graph = [0x2A, .. Varint(tensor.Length + length.Length + Size), .. tensor, .. length];
        var file = new PaddedStream([8, 8, 0x3A, .. Varint(graph.Length + Size), .. graph], Size, []);

        Allocated(file, reader =>
        {
            var model = OnnxModelReader.Read(reader, file.Length);
            model.Problems.ShouldBeEmpty();
            model.Elements.ShouldBe((UInt128)Size);
        }).ShouldBeLessThan(Most);
    }

    [Fact]
    public void Pickle_WithContentsOfAnySize()
    {
        var file = new PaddedStream(PickleBytes.Protocol(4).Raw(0x8E).Raw(BitConverter.GetBytes(1L << 40)).ToArray(), 1L << 40, [.. "."u8]);

        Allocated(file, reader => PickleWalker.Walk(reader, r => !r.AtEnd).Problem.ShouldBeNull()).ShouldBeLessThan(Most);
    }

    [Fact]
    public void Pickle_OfMillionsOfNumbers()
    {
        var one = new PickleBytes().Int(1).Memoize().Ops("0").ToArray();
        var content = new MemoryStream();
        content.Write(PickleBytes.Protocol(4).ToArray());
        for (var i = 0; i < 2_000_000; i++)
        {
            content.Write(one);
        }

        content.Write("N."u8);
        content.Position = 0;

        Allocated(content, reader => PickleWalker.Walk(reader, r => !r.AtEnd).Problem.ShouldBeNull()).ShouldBeLessThan(Most);
    }

    [Theory]
    [InlineData("(")]
    [InlineData("N")]
    [InlineData("U\u0001a")]
    [InlineData("c__builtin__\nset\n")]
    public void Pickle_ThatOnlyFillsItsStack_IsGivenUp(string repeated)
    {
        var content = Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat(repeated, 3_000_000)));

        Allocated(new MemoryStream(content), reader => PickleWalker.Walk(reader, r => !r.AtEnd).Problem!.Fault.ShouldBe(FormatFault.Absurd)).ShouldBeLessThan(512L << 20);
    }

    [Fact]
    public void Zip_WithMembersOfAnySize()
    {
        var archive = ZipBytes.Of(("a", new byte[1 << 20]));

        Allocated(() => ZipDirectoryReader.Read(new MemoryStream(archive), 1000, CancellationToken.None).Problems.ShouldBeEmpty()).ShouldBeLessThan(Most);
    }

    private static IEnumerable<byte> Varint(long value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            yield return (byte)(value | 0x80);
        }

        yield return (byte)value;
    }

    private static long Allocated(Stream file, Action<ByteReader> read) => Allocated(() =>
    {
        using var reader = new ByteReader(file, CancellationToken.None);
        read(reader);
    });

    // Readers are synchronous: all they allocate, they allocate on this thread.
    private static long Allocated(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
