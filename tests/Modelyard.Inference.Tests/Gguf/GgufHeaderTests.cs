using System.Text;

namespace Modelyard.Inference.Tests;

public sealed class GgufHeaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Read_WholeFile_GivesWhatWasWritten()
    {
        var header = GgufHeader.Read(_folder.Model(new RandomGguf { Context = 77, Pooling = 1 }));
        (header.Version, header.Architecture, header.Name, header.ContextLength).ShouldBe((3u, "llama", "random", 77));
        header.Pooling.ShouldBe(PoolingType.Mean);
        header.SplitCount.ShouldBe(1);
        header.Tensors.Count.ShouldBe(3 + (2 * 9));
    }

    [Fact]
    public void Read_NotGguf_SaysSo() => Message("hello, world"u8.ToArray()).ShouldEndWith("is not a valid GGUF: it does not start with the bytes \"GGUF\"");

    [Fact]
    public void Read_EmptyFile_SaysSo() => Message([]).ShouldContain("does not start with the bytes \"GGUF\"");

    [Fact]
    public void Read_OldVersion_NamesIt() => Message(Header(1, 0, 0)).ShouldContain("its version is 1");

    [Fact]
    public void Read_AbsurdCounts_AreRefusedBeforeAllocating()
    {
        Message(Header(3, ulong.MaxValue, 0)).ShouldContain("tensors");
        Message(Header(3, 0, 1ul << 40)).ShouldContain("metadata entries");
        Message(Header(3, 1 << 20, 0)).ShouldContain("the tensor list needs");
    }

    [Fact]
    public void Read_TruncatedTensorData_NamesBothSizes()
    {
        var path = _folder.Model(new RandomGguf());
        var whole = new FileInfo(path).Length;
        using (var file = File.OpenWrite(path))
        {
            file.SetLength(whole - 100);
        }

        var message = Should.Throw<ModelFileException>(() => GgufHeader.Read(path)).Message;
        message.ShouldContain($"tensor data ends at byte {whole}");
        message.ShouldContain($"but the file has {whole - 100} bytes");
        message.ShouldContain(path);
    }

    [Fact]
    public void Read_TruncatedAnywhere_NeverSucceedsAndNeverThrowsAnythingElse()
    {
        var bytes = File.ReadAllBytes(_folder.Model(new RandomGguf { Width = 32, Layers = 1 }));
        for (var length = 0; length < bytes.Length; length += length < 400 ? 1 : 997)
        {
            Message(bytes[..length]).ShouldContain("is not a valid GGUF");
        }
    }

    [Fact]
    public void Read_DamagedHeader_GivesAReasonOrAHeaderButNoOtherException()
    {
        var bytes = File.ReadAllBytes(_folder.Model(new RandomGguf { Width = 32, Layers = 1 }));
        var random = new Random(5);
        for (var round = 0; round < 150; round++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[random.Next(4, 9000)] = (byte)random.Next(256);
            var path = _folder.File("damaged.gguf");
            File.WriteAllBytes(path, damaged);
            try
            {
                GgufHeader.Read(path).Architecture.ShouldNotBeEmpty();
            }
            catch (ModelFileException e)
            {
                e.Message.ShouldContain("is not a valid GGUF");
            }
        }
    }

    [Fact]
    public void Read_MissingArchitecture_SaysSo()
    {
        var path = _folder.File("plain.gguf");
        new GgufWriter().Text("general.name", "x").WriteTo(path);
        Should.Throw<ModelFileException>(() => GgufHeader.Read(path)).Message.ShouldContain("no general.architecture");
    }

    public void Dispose() => _folder.Dispose();

    private string Message(byte[] bytes)
    {
        var path = _folder.File("bad.gguf");
        File.WriteAllBytes(path, bytes);
        return Should.Throw<ModelFileException>(() => GgufHeader.Read(path)).Message;
    }

    private static byte[] Header(uint version, ulong tensors, ulong entries)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write("GGUF"u8);
        writer.Write(version);
        writer.Write(tensors);
        writer.Write(entries);
        writer.Flush();
        return stream.ToArray();
    }
}
