namespace Modelyard.Inference.Tests;

public sealed class ModelFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Open_FolderWithOneModel_FindsIt()
    {
        var path = _folder.Model(new RandomGguf());
        File.WriteAllText(_folder.File("README.md"), "a card");
        ModelFile.Open(_folder.Path).Path.ShouldBe(path);
    }

    [Fact]
    public void Open_EmptyFolder_SaysSo() => Message(_folder.Path).ShouldEndWith("has no .gguf file");

    [Fact]
    public void Open_MissingPath_SaysSo() => Message(_folder.File("nowhere.gguf")).ShouldEndWith("does not exist");

    [Fact]
    public void Open_FolderWithTwoModels_NamesThem()
    {
        _folder.Model(new RandomGguf(), "a.gguf");
        _folder.Model(new RandomGguf(), "b.gguf");
        Message(_folder.Path).ShouldContain("2 .gguf files (a.gguf, b.gguf)");
    }

    [Fact]
    public void Open_FolderWithASplitModel_TakesTheFirstPartAndChecksTheOthers()
    {
        Part(0, "general.architecture");
        Message(_folder.Path).ShouldContain("model-00002-of-00002.gguf is missing");
        Part(1, null);
        ModelFile.Open(_folder.Path).Path.ShouldEndWith("model-00001-of-00002.gguf");
        using (var file = File.OpenWrite(_folder.File("model-00002-of-00002.gguf")))
        {
            file.SetLength(30);
        }

        Message(_folder.Path).ShouldContain("model-00002-of-00002.gguf is not a valid GGUF");
    }

    public void Dispose() => _folder.Dispose();

    private void Part(ushort index, string? architectureKey)
    {
        var writer = new GgufWriter().Short("split.no", index).Short("split.count", 2);
        if (architectureKey is not null)
        {
            writer.Text(architectureKey, "llama");
        }

        writer.WriteTo(_folder.File($"model-{index + 1:D5}-of-00002.gguf"));
    }

    private static string Message(string path) => Should.Throw<ModelFileException>(() => ModelFile.Open(path)).Message;
}
