namespace Modelyard.Artifacts;

/// <summary>
/// A complete file that is here to be read and then goes. Nobody else downloads or removes it meanwhile; if it is not given up, as when the
/// process dies, the next fetch finds it complete.
/// </summary>
internal sealed class HeldFile(Func<Stream> open, PartialFile? own, FileLock? held) : IDisposable
{
    /// <summary>From its beginning.</summary>
    internal Stream Open() => open();

    /// <summary>It is not needed any more.</summary>
    internal void GiveUp() => own?.Discard();

    public void Dispose()
    {
        own?.Dispose();
        held?.Dispose();
    }
}
