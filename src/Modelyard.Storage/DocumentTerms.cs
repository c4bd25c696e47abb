namespace Modelyard.Storage;

/// <summary>
/// Reads the terms a document can be listed by, e.g. its labels; what they stand for is the caller's business. Null when they cannot be told,
/// and then the document is in every list that asks for some.
/// </summary>
/// <remarks>Called for each write, by any thread, and for every document when a database of an older release is opened.</remarks>
public delegate IReadOnlyList<string>? DocumentTerms(ReadOnlySpan<byte> document);
