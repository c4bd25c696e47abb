using System.Text;
using System.Text.Json.Nodes;

namespace Modelyard.Api;

/// <summary>Rules on ConfigMaps and Secrets: keys, size, what a type demands, and data that was declared immutable.</summary>
internal static class DataValidator
{
    private const int LargestBytes = 1024 * 1024;
    private const string WhenImmutable = "field is immutable when `immutable` is set";

    public static void Validate(ConfigMap value, ConfigMap? old, FieldErrors errors)
    {
        var (data, binary) = (value.Data ?? [], value.BinaryData ?? []);
        CheckKeys("data", data.Keys, errors);
        CheckKeys("binaryData", binary.Keys, errors);
        foreach (var key in data.Keys.Where(binary.ContainsKey))
        {
            errors.Invalid(FieldPath.Of("data").Key(key), key, "duplicate of key present in binaryData");
        }

        if (data.Values.Sum(v => (long)Encoding.UTF8.GetByteCount(v)) + binary.Values.Sum(v => (long)v.Length) > LargestBytes)
        {
            errors.TooLong(FieldPath.Of(""), $"may not be more than {LargestBytes} bytes");
        }

        if (old?.Immutable == true)
        {
            CheckStillImmutable(value.Immutable, errors);
            if (!Same(data, old.Data ?? []))
            {
                errors.Forbidden(FieldPath.Of("data"), WhenImmutable);
            }

            if (!Same(binary, old.BinaryData ?? []))
            {
                errors.Forbidden(FieldPath.Of("binaryData"), WhenImmutable);
            }
        }
    }

    public static void Validate(Secret value, Secret? old, FieldErrors errors)
    {
        var data = value.Data ?? [];
        CheckKeys("data", data.Keys, errors);
        if (data.Values.Sum(v => (long)v.Length) > LargestBytes)
        {
            errors.TooLong(FieldPath.Of("data"), $"may not be more than {LargestBytes} bytes");
        }

        CheckType(value, data, errors);
        if (old is not null)
        {
            errors.Immutable(FieldPath.Of("type"), value.Type, old.Type);
        }

        if (old?.Immutable == true)
        {
            CheckStillImmutable(value.Immutable, errors);
            if (!Same(data, old.Data ?? []))
            {
                errors.Forbidden(FieldPath.Of("data"), WhenImmutable);
            }
        }
    }

    private static void CheckType(Secret value, Dictionary<string, byte[]> data, FieldErrors errors)
    {
        string[] needed = value.Type switch
        {
            "kubernetes.io/tls" => ["tls.crt", "tls.key"],
            "kubernetes.io/ssh-auth" => ["ssh-privatekey"],
            "kubernetes.io/dockercfg" => [".dockercfg"],
            "kubernetes.io/dockerconfigjson" => [".dockerconfigjson"],
            _ => [],
        };
        foreach (var key in needed.Where(k => !data.ContainsKey(k)))
        {
            errors.Required(FieldPath.Of("data").Key(key));
        }

        if (value.Type == "kubernetes.io/basic-auth" && !data.ContainsKey("username") && !data.ContainsKey("password"))
        {
            errors.Required(FieldPath.Of("data").Key("username"));
            errors.Required(FieldPath.Of("data").Key("password"));
        }

        foreach (var key in needed.Where(k => k.StartsWith(".docker", StringComparison.Ordinal) && data.TryGetValue(k, out var json) && !IsJson(json)))
        {
            errors.Invalid(FieldPath.Of("data").Key(key), "<secret contents redacted>", "must be JSON");
        }

        if (value.Type == "kubernetes.io/service-account-token" && string.IsNullOrEmpty(value.Metadata.Annotations?.GetValueOrDefault("kubernetes.io/service-account.name")))
        {
            errors.Required(FieldPath.Of("metadata").Child("annotations").Key("kubernetes.io/service-account.name"));
        }
    }

    private static bool IsJson(byte[] bytes)
    {
        try
        {
            return JsonNode.Parse(bytes) is not null;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    private static void CheckKeys(string field, IEnumerable<string> keys, FieldErrors errors)
    {
        foreach (var key in keys)
        {
            errors.Check(FieldPath.Of(field).Key(key), key, NameRules.ConfigKey);
        }
    }

    private static void CheckStillImmutable(bool? immutable, FieldErrors errors)
    {
        if (immutable != true)
        {
            errors.Forbidden(FieldPath.Of("immutable"), WhenImmutable);
        }
    }

    private static bool Same(Dictionary<string, string> left, Dictionary<string, string> right) =>
        left.Count == right.Count && left.All(p => right.GetValueOrDefault(p.Key) == p.Value);

    private static bool Same(Dictionary<string, byte[]> left, Dictionary<string, byte[]> right) =>
        left.Count == right.Count && left.All(p => right.TryGetValue(p.Key, out var other) && p.Value.AsSpan().SequenceEqual(other));
}
