namespace Modelyard.Storage;

/// <summary>One row of the log.</summary>
/// <param name="Change">What it says.</param>
/// <param name="Previous">The revision it replaces; 0 for a creation.</param>
/// <param name="Document">The new bytes; null for a removal.</param>
/// <param name="Terms">What it can be listed by, see <see cref="RowTerms"/>.</param>
internal sealed record LogEntry(StoreChange Change, long Previous, byte[]? Document, string? Terms);
