namespace Modelyard.Library;

/// <summary>Where the library works.</summary>
public sealed record LibraryOptions
{
    /// <summary>For members of archives while they are scanned.</summary>
    public required string ScratchFolder { get; init; }
}
