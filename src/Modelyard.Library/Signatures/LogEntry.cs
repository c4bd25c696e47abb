using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Modelyard.Library;

/// <summary>What a transparency log (Rekor) promised when a signature was handed in: that it has it, and since when.</summary>
/// <param name="Body">What was handed in.</param>
/// <param name="IntegratedTime">In seconds since 1970.</param>
/// <param name="LogId">Hash of the log's key, in hex.</param>
/// <param name="Promise">The log's signature over all of it.</param>
internal sealed record LogEntry(byte[] Body, long IntegratedTime, string LogId, long LogIndex, byte[] Promise)
{
    public static LogEntry OfBundle(JsonElement entry) => new(
        entry.Bytes("canonicalizedBody"),
        Number(entry, "integratedTime"),
        Convert.ToHexStringLower(entry.Object("logId").Bytes("keyId")),
        Number(entry, "logIndex"),
        entry.Find("inclusionPromise")?.Bytes("signedEntryTimestamp") ?? []);

    /// <summary>The same as cosign keeps it beside a signature.</summary>
    /// <exception cref="SignatureFormatException">It is none.</exception>
    public static LogEntry OfAnnotation(string text)
    {
        var root = SignatureJson.Parse(Encoding.UTF8.GetBytes(text), "the log's entry");
        var payload = root.Object("Payload");
        return new LogEntry(
            payload.Bytes("body"), Number(payload, "integratedTime"), payload.Text("logID"), Number(payload, "logIndex"), root.Bytes("SignedEntryTimestamp"));
    }

    /// <summary>When the log had the signature; null when this is not this log's word, or about another signature.</summary>
    public DateTimeOffset? TimeOf(byte[] signature, AsymmetricAlgorithm log)
    {
        var own = Convert.ToHexStringLower(SHA256.HashData(log.ExportSubjectPublicKeyInfo()));
        return own == LogId && SignatureAlgorithm.Verifies(log, Promised(), Promise) && IsAbout(signature) ? DateTimeOffset.FromUnixTimeSeconds(IntegratedTime) : null;
    }

    // As RFC 8785 writes it: no spaces, the names in order. Nothing in it needs an escape.
    private byte[] Promised() => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $$"""{"body":"{{Convert.ToBase64String(Body)}}","integratedTime":{{IntegratedTime}},"logID":"{{LogId}}","logIndex":{{LogIndex}}}"""));

    private bool IsAbout(byte[] signature)
    {
        try
        {
            var body = SignatureJson.Parse(Body, "the log's entry");
            var spec = body.Object("spec");
            var signatures = body.Text("kind") switch
            {
                "hashedrekord" => [spec.Object("signature").Bytes("content")],
                "dsse" => spec.Items("signatures").Select(s => s.Bytes("signature")),
                _ => [],
            };
            return signatures.Any(s => s.AsSpan().SequenceEqual(signature));
        }
        catch (SignatureFormatException)
        {
            return false;
        }
    }

    // As Protobuf writes 64-bit numbers into JSON, which is as text, or as anybody else does.
    private static long Number(JsonElement element, string name) => element.Find(name) switch
    {
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt64(out var number) && number is >= 0 and < 1L << 36 => number,
        { ValueKind: JsonValueKind.String } when long.TryParse(element.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1L << 36 => number,
        _ => throw new SignatureFormatException($"it has no number {name}"),
    };
}
