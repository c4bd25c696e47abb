namespace Modelyard.Artifacts;

/// <summary>
/// A lock between processes that dies with its holder, however that dies: the operating system's lock on an open file, which is what
/// <see cref="FileShare.None"/> (exclusive) and <see cref="FileShare.Read"/> (shared) are on Unix. Lock files are never renamed, and
/// removed only under the exclusive lock of the whole store: a removed lock file can be held by one process and made anew by another.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private const int WouldBlockLinux = 11;
    private const int WouldBlockMac = 35;
    private const int WindowsSharingViolation = unchecked((int)0x80070020);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private readonly FileStream _stream;

    private FileLock(FileStream stream) => _stream = stream;

    internal static FileLock? TryAcquire(string path, bool exclusive)
    {
        try
        {
            return exclusive
                ? new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0))
                : new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read, bufferSize: 0));
        }
        catch (IOException e) when (e.HResult is WouldBlockLinux or WouldBlockMac or WindowsSharingViolation)
        {
            return null;
        }
    }

    internal static async Task<FileLock> AcquireAsync(
        string path, bool exclusive, TimeProvider time, Action? waiting, CancellationToken cancellationToken)
    {
        for (var first = true; ; first = false)
        {
            if (TryAcquire(path, exclusive) is { } taken)
            {
                return taken;
            }

            if (first)
            {
                waiting?.Invoke();
            }

            await Task.Delay(Poll, time, cancellationToken);
        }
    }

    public void Dispose() => _stream.Dispose();
}
