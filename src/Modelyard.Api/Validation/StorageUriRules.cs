using System.Text.RegularExpressions;

namespace Modelyard.Api;

/// <summary>Rules on where models may come from.</summary>
public static partial class StorageUriRules
{
    private static readonly string[] Schemes =
    [
        "gs://", "s3://", "pvc://", "file://", "https://", "http://", "hdfs://", "webhdfs://", "oci://", "oci+native://", "oci+fetch://", "hf://", "modelscope://",
    ];

    private const string LocalScheme = "file://";
    private const string ThisHost = "localhost/";

    /// <summary>What is wrong with a storage URI, or null. A path without a scheme is right.</summary>
    public static string? WhatIsWrong(string uri) =>
        !SchemeRegex().IsMatch(uri) || Schemes.Any(s => uri.StartsWith(s, StringComparison.Ordinal)) || AzureRegex().IsMatch(uri)
            ? null
            : $"storageUri, must be one of: [{string.Join(", ", Schemes)}] or match https://{{}}.blob.core.windows.net/{{}}/{{}} or be an absolute or "
                + $"relative local path. StorageUri [{uri}] is not supported";

    /// <summary>The path that an address names on the disk of whoever reads it: a path alone, or <c>file://</c> and a path. Null for an address elsewhere.</summary>
    public static string? LocalPath(string address)
    {
        var scheme = SchemeRegex().Match(address);
        if (scheme.Success && !scheme.Value.Equals(LocalScheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var path = scheme.Success ? Uri.UnescapeDataString(address[scheme.Length..]) : address;
        if (scheme.Success && path.StartsWith(ThisHost, StringComparison.OrdinalIgnoreCase))
        {
            path = path[(ThisHost.Length - 1)..];
        }

        return Path.TrimEndingDirectorySeparator(path);
    }

    /// <summary>Checks several places that are mounted side by side.</summary>
    internal static void Check(List<StorageUri>? uris, string? single, FieldPath path, FieldErrors errors)
    {
        if (uris is null)
        {
            return;
        }

        if (single is not null)
        {
            errors.Forbidden(path, "Setting both StorageURI and StorageURIs is not supported.");
        }

        if (uris.Count == 0)
        {
            errors.Invalid(path, 0, $"{path} in body should have at least 1 items");
        }

        foreach (var (index, uri) in uris.Index())
        {
            CheckOne(uri, path.Index(index), errors);
        }

        CheckTogether(uris, path, errors);
    }

    private static void CheckOne(StorageUri uri, FieldPath path, FieldErrors errors)
    {
        var mount = uri.MountPath ?? "";
        if (uri.Uri is not { Length: > 0 } from)
        {
            errors.Required(path.Child("uri"), "storage URI cannot be empty");
        }
        else if (WhatIsWrong(from) is { } wrong)
        {
            errors.Invalid(path.Child("uri"), from, wrong);
        }

        if (mount == "/")
        {
            errors.Invalid(path.Child("mountPath"), mount, "storage path cannot be empty");
        }
        else if (mount.Split('/').Contains(".."))
        {
            errors.Invalid(path.Child("mountPath"), mount, $"storage path cannot contain '..' for security reasons: {mount}");
        }
        else if (mount.Length > 255)
        {
            errors.TooLong(path.Child("mountPath"), "may not be more than 255 bytes");
        }
    }

    private static void CheckTogether(List<StorageUri> uris, FieldPath path, FieldErrors errors)
    {
        var byClaim = uris.ToLookup(u => u.Uri?.StartsWith("pvc://", StringComparison.Ordinal) == true, u => u.MountPath ?? "");
        var claims = byClaim[true].ToList();
        if (claims.Distinct(StringComparer.Ordinal).Count() < claims.Count)
        {
            errors.Invalid(path, string.Join(' ', claims), "PVC storage paths must be unique");
        }

        // What is fetched is fetched into one volume: it needs one folder above all.
        var fetched = byClaim[false].Where(p => p.StartsWith('/')).ToList();
        if (fetched.Count > 1 && fetched.Select(p => p.Split('/')[1]).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            errors.Invalid(
                path,
                string.Join(' ', fetched),
                $"storage paths must have a common parent directory. Current paths: [{string.Join(' ', fetched)}] have no common parent beyond root");
        }
    }

    [GeneratedRegex(@"^[a-zA-Z][a-zA-Z0-9+.-]*://")]
    private static partial Regex SchemeRegex();

    [GeneratedRegex(@"^https://[^/]+\.blob\.core\.windows\.net/[^/]+/.+")]
    private static partial Regex AzureRegex();
}
