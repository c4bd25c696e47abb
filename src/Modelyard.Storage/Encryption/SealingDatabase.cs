namespace Modelyard.Storage;

/// <summary>A database some of whose documents are encrypted before they get there.</summary>
internal sealed class SealingDatabase(ILogDatabase inner, ISealedRows rows, DocumentEncryption encryption) : ILogDatabase
{
    private readonly SealingAppender _appender = new(inner.Appender, rows, encryption, inner.Name);

    /// <summary>Encrypts what is not encrypted yet; without encryption, makes sure that nothing is.</summary>
    /// <exception cref="StoreUnusableException">The key that is needed is not there.</exception>
    public static ILogDatabase Over(ILogDatabase inner, ISealedRows rows, DocumentEncryption? encryption)
    {
        if (encryption is null)
        {
            var key = inner.Appender.Begin([]).EncryptionKey;
            inner.Appender.Rollback();
            return key is null ? inner : throw new StoreUnusableException($"documents in {inner.Name} are encrypted with the key {key}: open it with its key file");
        }

        var database = new SealingDatabase(inner, rows, encryption);
        database.Sealing.Prepare();
        return database;
    }

    public string Name => inner.Name;

    public ILogReader Reader { get; } = new SealingReader(inner.Reader, encryption);

    public ILogAppender Appender => _appender;

    public DocumentEncryption Encryption => encryption;

    public SealingAppender Sealing => _appender;

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
