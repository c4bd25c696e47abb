using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Modelyard.Storage;

/// <summary>
/// The secret that makes the chain: without it nobody can write a record, or an end of the trail, that passes for one of ours, not even who
/// may write to the database.
/// </summary>
public sealed class TrailKey
{
    private const int Size = 32;
    private const int HashSize = HMACSHA256.HashSizeInBytes;

    private readonly byte[] _secret;
    private readonly string _path;
    private bool _saved;

    private TrailKey(byte[] secret, string path, bool saved)
    {
        (_secret, _path, _saved) = (secret, Path.GetFullPath(path), saved);
        Fingerprint = Convert.ToHexStringLower(Derive("fingerprint").AsSpan(0, 8));
    }

    /// <summary>What the first record is tied to.</summary>
    public static TrailHead Beginning { get; } = new(0, new byte[HashSize]);

    /// <summary>Tells keys apart without giving them away.</summary>
    public string Fingerprint { get; }

    /// <summary>Opens the key in a file, or makes one: which is written there once a database that has none is tied to it.</summary>
    /// <exception cref="StoreUnusableException">The file does not hold a key.</exception>
    public static TrailKey OpenOrCreate(string path) =>
        File.Exists(path) ? Open(path) : new TrailKey(RandomNumberGenerator.GetBytes(Size), path, saved: false);

    /// <summary>Opens the key in a file.</summary>
    /// <exception cref="StoreUnusableException">There is no such file, or it does not hold a key.</exception>
    public static TrailKey Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new StoreUnusableException($"the key of the audit trail is missing: {path}. Put it back from a backup, or name its place with --audit-key-file");
        }

        var secret = new byte[Size];
        return Convert.TryFromBase64String(File.ReadAllText(path).Trim(), secret, out var length) && length == Size
            ? new TrailKey(secret, path, saved: true)
            : throw new StoreUnusableException($"{path} does not hold the key of an audit trail (32 bytes in base64). Restore it from a backup");
    }

    /// <summary>A secret for one purpose, which tells nothing about the others.</summary>
    public byte[] Derive(string purpose) => HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes("modelyard trail " + purpose));

    /// <summary>A database is about to be tied to this key.</summary>
    internal void Save()
    {
        if (!_saved)
        {
            PrivateFile.Write(_path, Convert.ToBase64String(_secret) + "\n");
            _saved = true;
        }
    }

    internal void RequireBound(string fingerprint, string database)
    {
        if (fingerprint != Fingerprint)
        {
            throw new StoreUnusableException(
                $"the audit trail in {database} was made with the key {fingerprint}, and {_path} {(_saved ? $"holds the key {Fingerprint}" : "is missing")}. "
                + "Put back the file from a backup, or use that of the other installation on this database: --audit-key-file. Nothing was changed");
        }
    }

    internal byte[] Hash(long sequence, DateTimeOffset time, long revision, long prunedThrough, ReadOnlySpan<byte> previous, ReadOnlySpan<byte> content)
    {
        Span<byte> numbers = stackalloc byte[4 * sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(numbers, sequence);
        BinaryPrimitives.WriteInt64BigEndian(numbers[8..], time.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64BigEndian(numbers[16..], revision);
        BinaryPrimitives.WriteInt64BigEndian(numbers[24..], prunedThrough);
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _secret);
        mac.AppendData("record"u8);
        mac.AppendData(numbers);
        mac.AppendData(previous);
        mac.AppendData(content);
        return mac.GetHashAndReset();
    }

    internal byte[] Seal(TrailHead head)
    {
        Span<byte> sequence = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(sequence, head.Sequence);
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _secret);
        mac.AppendData("head"u8);
        mac.AppendData(sequence);
        mac.AppendData(head.Hash.Span);
        return mac.GetHashAndReset();
    }
}
