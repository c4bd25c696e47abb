using System.Net.Sockets;
using System.Text;

namespace Modelyard.Inference;

/// <summary>A Unix domain socket that only our own user can connect to.</summary>
internal static class ListeningSocket
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>How long the full path of a socket may be; one byte less than the system's field, for the zero that ends it.</summary>
    internal static int MaxPathBytes { get; } = OperatingSystem.IsMacOS() ? 103 : 107;

    internal static bool Fits(string path) =>
        !string.IsNullOrWhiteSpace(path) && !path.Contains('\0') && Encoding.UTF8.GetByteCount(Path.GetFullPath(path)) <= MaxPathBytes;

    /// <summary>Binds a socket to <paramref name="path"/>, in place of what a process that is gone left there. Its file goes when it is closed.</summary>
    /// <exception cref="IOException">Somebody listens there, or the path cannot be used.</exception>
    internal static Socket Bind(string path)
    {
        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw new IOException($"the folder {Path.GetDirectoryName(path)} does not exist.");
        }

        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            var endpoint = new UnixDomainSocketEndPoint(path);
            try
            {
                socket.Bind(endpoint);
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                RemoveStale(path);
                socket.Bind(endpoint);
            }

            // Before it listens: nobody could connect so far, so there is no moment in which others can.
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, OwnerOnly);
            }

            return socket;
        }
        catch (Exception e) when (e is SocketException or UnauthorizedAccessException)
        {
            socket.Dispose();
            throw new IOException(e.Message, e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void RemoveStale(string path)
    {
        if (!IsSocket(path))
        {
            throw new IOException("there is a file of that name that is not a socket; name another path, or remove it.");
        }

        // Not blocking: one that listens but accepts nobody would let us wait for ever.
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { Blocking = false };
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
        {
            File.Delete(path);
            return;
        }
        catch (SocketException e)
        {
            throw new IOException($"somebody else may listen there: {e.Message}", e);
        }

        throw new IOException("another process listens there.");
    }

    // A socket is the one thing that is there and cannot be opened. For writing too, or a named pipe would wait for its other end.
    private static bool IsSocket(string path)
    {
        try
        {
            File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite).Dispose();
            return false;
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException))
        {
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
