namespace Modelyard.Artifacts;

/// <summary>Content on its way into the store, in a file that grows and may be gone on with by another process.</summary>
internal abstract class ContentFile(string path) : IDisposable
{
    internal string Path { get; } = path;

    /// <summary>Bytes of content in it.</summary>
    internal abstract long Length { get; }

    /// <summary>What is appended is there when the process is killed right afterwards; when the machine is, only what was flushed.</summary>
    internal abstract ValueTask AppendAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Keeps the beginning.</summary>
    internal abstract void Cut(long length);

    /// <summary>From the beginning, what is there so far.</summary>
    internal abstract Stream OpenRead();

    internal abstract void Flush();

    /// <summary>Nothing comes any more: it is complete and on the disk.</summary>
    internal abstract void Finish();

    public abstract void Dispose();
}
