namespace Modelyard.Storage;

/// <summary>What is encrypted before it gets to the database, and with which keys.</summary>
/// <param name="Keys">The keys. A file is made when there is none and nothing is encrypted yet.</param>
/// <param name="Collections">The collections whose documents are encrypted.</param>
public sealed record DocumentEncryption(DocumentKeyRing Keys, IReadOnlySet<string> Collections)
{
    /// <summary>Which key and collections a database has been brought to; whoever finds the same there has nothing to do.</summary>
    internal string Coverage(DocumentKey key) => $"{key.Id} {string.Join(',', Collections.Order(StringComparer.Ordinal))}";
}
