namespace Modelyard.Artifacts;

/// <summary>How a store encrypts the content of models.</summary>
/// <param name="Keys">What its own keys are encrypted with.</param>
/// <param name="Seals">Whether what comes in is encrypted. What is encrypted already is read either way.</param>
/// <param name="MemoryFolder">
/// A folder in memory that nobody else can enter: engines read files, and are given plain copies there for as long as they run.
/// </param>
public sealed record ContentEncryption(IContentKeys Keys, bool Seals, string MemoryFolder)
{
    /// <summary>For plain content that is needed for a moment.</summary>
    public string ScratchFolder => ModelMemory.ScratchOf(MemoryFolder);

    /// <summary>How many bytes the memory folder has room for.</summary>
    internal Func<string, long> Room { get; init; } = MemoryRoom.Of;

    /// <summary>Whether a store has content that needs keys.</summary>
    public static bool IsUsedBy(string storeFolder) => File.Exists(StoreLayout.KeysOf(storeFolder));

    /// <summary>Removes the plain copies in a memory folder that nobody uses any more.</summary>
    public static void RemoveMemory(string memoryFolder)
    {
        foreach (var part in ModelMemory.PartsOf(memoryFolder).Where(Directory.Exists))
        {
            Directory.Delete(part, recursive: true);
        }
    }

    /// <summary>Makes sure that the keys which a store needs are there. Changes nothing.</summary>
    /// <exception cref="FetchException">One is not; it is named.</exception>
    public static void Demand(string storeFolder, IContentKeys keys)
    {
        if (StoreKeyFile.Read(StoreLayout.KeysOf(storeFolder)) is { } file)
        {
            file.Open(keys, storeFolder);
        }
    }
}
