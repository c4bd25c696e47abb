using System.Text.RegularExpressions;

namespace Modelyard.Artifacts;

/// <summary>Reads <c>s3://bucket[/prefix]</c>.</summary>
internal static partial class S3UriParser
{
    internal static (ModelUri? Uri, string? Problem) Parse(string text, string rest)
    {
        var slash = rest.IndexOf('/');
        var (bucket, key) = slash < 0 ? (rest, "") : (rest[..slash], rest[(slash + 1)..].TrimEnd('/'));
        return BucketPattern().IsMatch(bucket) && !bucket.Contains("..", StringComparison.Ordinal)
            ? (new S3ModelUri(text, bucket, key), null)
            : (null, $"\"{text}\" names the bucket \"{bucket}\": buckets have 3 to 63 lower-case letters, digits, '.' and '-'. "
                + "Write s3://bucket/folder or s3://bucket/folder/model.gguf");
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z")]
    private static partial Regex BucketPattern();
}
