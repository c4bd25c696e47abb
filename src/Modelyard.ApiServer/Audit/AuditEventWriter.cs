using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Modelyard.Api;
using Modelyard.Storage;

namespace Modelyard.ApiServer;

/// <summary>Writes a record as JSON. Nothing of what objects contain gets into it but digests.</summary>
internal sealed class AuditEventWriter(byte[] digestKey, TimeProvider time)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = ApiJson.Options.Encoder };

    public ReadOnlyMemory<byte> Write(AuditEvent audited, CommittedWrite write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("kind"u8, "Event"u8);
            json.WriteString("apiVersion"u8, "audit.k8s.io/v1"u8);
            json.WriteString("level"u8, "Metadata"u8);
            json.WriteString("auditID"u8, audited.Id);
            json.WriteString("stage"u8, "ResponseComplete"u8);
            json.WriteString("requestURI"u8, audited.RequestUri);
            json.WriteString("verb"u8, audited.Verb);
            WriteUser(json, "user", audited.User);
            if (audited.ImpersonatedUser is { } impersonated)
            {
                WriteUser(json, "impersonatedUser", impersonated);
            }

            WriteStrings(json, "sourceIPs", audited.SourceIps);
            json.WriteString("userAgent"u8, audited.UserAgent);
            WriteObject(json, audited.Object, write.Revision);
            WriteStatus(json, audited);
            json.WriteString("requestReceivedTimestamp"u8, Micros(audited.Received));
            json.WriteString("stageTimestamp"u8, Micros(time.GetUtcNow()));
            WriteAnnotations(json, audited.Annotations);
            WriteDigests(json, audited.Object?.IsSecret == true, write);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    public static string Micros(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static void WriteUser(Utf8JsonWriter json, string property, UserIdentity user)
    {
        json.WriteStartObject(property);
        json.WriteString("username"u8, user.Name);
        WriteOptional(json, "uid", user.Uid);
        WriteStrings(json, "groups", user.Groups);
        json.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter json, AuditedObject? about, long revision)
    {
        if (about is null)
        {
            return;
        }

        json.WriteStartObject("objectRef"u8);
        json.WriteString("resource"u8, about.Resource);
        WriteOptional(json, "namespace", about.Namespace);
        WriteOptional(json, "name", about.Name);
        WriteOptional(json, "uid", about.Uid);
        WriteOptional(json, "apiGroup", about.Group);
        WriteOptional(json, "apiVersion", about.Version);
        WriteOptional(json, "resourceVersion", revision == 0 ? about.ResourceVersion : revision.ToString(CultureInfo.InvariantCulture));
        WriteOptional(json, "subresource", about.Subresource);
        json.WriteEndObject();
    }

    private static void WriteStatus(Utf8JsonWriter json, AuditEvent audited)
    {
        json.WriteStartObject("responseStatus"u8);
        json.WriteStartObject("metadata"u8);
        json.WriteEndObject();
        if (audited.Code >= 400)
        {
            json.WriteString("status"u8, "Failure"u8);
        }

        WriteOptional(json, "message", audited.Message);
        WriteOptional(json, "reason", audited.Reason);
        json.WriteNumber("code"u8, audited.Code);
        json.WriteEndObject();
    }

    private static void WriteAnnotations(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, string>> annotations)
    {
        if (annotations.Count == 0)
        {
            return;
        }

        json.WriteStartObject("annotations"u8);
        foreach (var (name, value) in annotations)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private void WriteDigests(Utf8JsonWriter json, bool secret, CommittedWrite write)
    {
        if (write.Before.IsEmpty && write.After.IsEmpty)
        {
            return;
        }

        json.WriteStartObject("digest"u8);
        WriteDigest(json, "before", secret, write.Before.Span);
        WriteDigest(json, "after", secret, write.After.Span);
        json.WriteEndObject();
    }

    /// <summary>Of what is secret a digest under a key: a plain one would confirm to anybody who guesses.</summary>
    private void WriteDigest(Utf8JsonWriter json, string property, bool secret, ReadOnlySpan<byte> document)
    {
        if (!document.IsEmpty)
        {
            json.WriteString(property, secret
                ? "hmac-sha256:" + Convert.ToHexStringLower(HMACSHA256.HashData(digestKey, document))
                : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(document)));
        }
    }

    private static void WriteStrings(Utf8JsonWriter json, string property, IReadOnlyList<string> values)
    {
        json.WriteStartArray(property);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter json, string property, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(property, value);
        }
    }
}
