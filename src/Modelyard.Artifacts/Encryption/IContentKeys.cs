namespace Modelyard.Artifacts;

/// <summary>
/// The keys of the installation, which are kept outside the store: with one of them the store's own keys are encrypted. They come and go as they are
/// renewed; what is named in the store has to be found.
/// </summary>
public interface IContentKeys
{
    /// <summary>Where they are kept, for messages.</summary>
    string Place { get; }

    /// <summary>The name of the one to encrypt with.</summary>
    string Current { get; }

    /// <summary>The names of all that are there.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>The 32 bytes of one; null when it is not there.</summary>
    byte[]? Find(string name);
}
