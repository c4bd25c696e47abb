namespace Modelyard.Storage;

/// <summary>Access to documents as they are stored, for encrypting them anew. Only within a transaction of the <see cref="ILogAppender"/>.</summary>
/// <remarks>All members fail with a <see cref="StoreException"/>.</remarks>
internal interface ISealedRows
{
    /// <summary>The name of the key in use and what was brought to it; null when nothing is encrypted.</summary>
    EncryptionMark? FindMark();

    void Mark(EncryptionMark mark);

    /// <summary>Rows of encrypted collections, or encrypted ones of any, that do not begin with the prefix; by revision.</summary>
    IReadOnlyList<StoredResource> FindOthers(byte[] prefix, IReadOnlySet<string> collections, long after, int limit);

    /// <summary>Replaces what is stored, and forgets what it could be listed by: that is part of what is to be encrypted.</summary>
    void Rewrite(long revision, byte[] document);

    /// <summary>Removes what the database keeps of rows that were rewritten. Outside of transactions.</summary>
    void Scrub();
}

/// <param name="Key">The name of the key that new documents are encrypted with.</param>
/// <param name="Coverage">What is done, see <see cref="DocumentEncryption.Coverage"/>; empty while it is not finished.</param>
internal sealed record EncryptionMark(string Key, string Coverage);
