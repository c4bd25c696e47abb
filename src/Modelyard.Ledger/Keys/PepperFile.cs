using System.Security.Cryptography;
using System.Text;

namespace Modelyard.Ledger;

/// <summary>Where the key of the keyed hashes is kept: a file of its own, so that a copy of the database is worth nothing without it.</summary>
internal static class PepperFile
{
    public static byte[]? Read(string path)
    {
        try
        {
            var pepper = new byte[SecretHasher.PepperSize];
            var text = File.ReadAllText(path).AsSpan().Trim();
            return Convert.TryFromBase64Chars(text, pepper, out var length) && length == pepper.Length
                ? pepper
                : throw new LedgerException(LedgerFailure.Unusable, $"{path} does not hold a pepper (32 bytes in base64). Restore it from a backup.");
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException(LedgerFailure.Unusable, $"The pepper of the API keys cannot be read from {path}: {e.Message}", e);
        }
    }

    /// <summary>Makes the file unless another process just did; either way returns what is in it.</summary>
    public static byte[] Create(string path)
    {
        var draft = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = OwnFile.Open(draft, FileMode.CreateNew, FileShare.None))
            {
                file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretHasher.PepperSize)) + "\n"));
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException(LedgerFailure.Unusable, $"The pepper of the API keys cannot be written to {path}: {e.Message}", e);
        }

        return Read(path)!;
    }
}
