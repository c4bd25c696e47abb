using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace Modelyard.Tests.Artifacts;

/// <summary>
/// Object storage on a free port: lists and sends objects to whoever signs as Amazon's documents say (version 4), in the header or in the link.
/// </summary>
internal sealed class S3Server : IAsyncDisposable
{
    internal const string Key = "AKIDEXAMPLE";
    internal const string Secret = "secret/of+the=key";
    private static readonly XNamespace Schema = "http://s3.amazonaws.com/doc/2006-03-01/";

    private S3Server(FileServer server) => Server = server;

    internal FileServer Server { get; }

    internal string Region { get; set; } = "us-east-1";

    internal string? Session { get; set; }

    internal bool IsPublic { get; set; }

    internal int PageSize { get; set; } = 1000;

    internal SortedDictionary<string, ServedFile> Objects { get; } = new(StringComparer.Ordinal);

    internal static async Task<S3Server> StartAsync()
    {
        var storage = new S3Server(await FileServer.StartAsync());
        storage.Server.Intercept = storage.AnswerAsync;
        return storage;
    }

    internal ServedFile Put(string key, byte[] content) =>
        Objects[key] = new ServedFile(content) { ETag = $"\"{Convert.ToHexStringLower(MD5.HashData(content))}\"" };

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private async Task<bool> AnswerAsync(HttpContext context)
    {
        if (!IsPublic && Refusal(context.Request) is { } refusal)
        {
            return await RefuseAsync(context, 403, refusal);
        }

        var path = context.Request.Path.Value!;
        if (!path.StartsWith("/models/", StringComparison.Ordinal) && path != "/models")
        {
            return await RefuseAsync(context, 404, "NoSuchBucket");
        }

        var key = path["/models".Length..].TrimStart('/');
        if (key.Length == 0)
        {
            await ListAsync(context);
            return true;
        }

        if (!Objects.TryGetValue(key, out var content))
        {
            return await RefuseAsync(context, 404, "NoSuchKey");
        }

        await content.SendAsync(context, Server.Requests.Last(r => r.Path == path));
        return true;
    }

    private async Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var (prefix, delimiter, after) = (query["prefix"].ToString(), query["delimiter"].ToString(), query["continuation-token"].ToString());
        var names = Objects.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal))
            .Select(k => delimiter.Length > 0 && k.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal) is var cut and >= 0 ? k[..(cut + 1)] : k)
            .Distinct().Where(n => string.CompareOrdinal(n, after) > 0).ToList();
        var page = names.Take(PageSize).ToList();
        var document = new XElement(Schema + "ListBucketResult", new XElement(Schema + "IsTruncated", names.Count > page.Count ? "true" : "false"));
        if (names.Count > page.Count)
        {
            document.Add(new XElement(Schema + "NextContinuationToken", page[^1]));
        }

        foreach (var name in page)
        {
            document.Add(delimiter.Length > 0 && name.EndsWith(delimiter, StringComparison.Ordinal)
                ? new XElement(Schema + "CommonPrefixes", new XElement(Schema + "Prefix", name))
                : new XElement(Schema + "Contents", new XElement(Schema + "Key", name), new XElement(Schema + "LastModified", "2026-01-02T03:04:05.000Z"),
                    new XElement(Schema + "ETag", Objects[name].ETag), new XElement(Schema + "Size", Objects[name].Content.Length)));
        }

        context.Response.ContentType = "application/xml";
        await context.Response.WriteAsync(document.ToString());
    }

    private static async Task<bool> RefuseAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/xml";
        await context.Response.WriteAsync($"<Error><Code>{code}</Code><Message>no</Message></Error>");
        return true;
    }

    private string? Refusal(HttpRequest request)
    {
        var isLink = request.Query.ContainsKey("X-Amz-Signature");
        var header = request.Headers.Authorization.ToString();
        if (!isLink && !header.StartsWith("AWS4-HMAC-SHA256 ", StringComparison.Ordinal))
        {
            return "AccessDenied";
        }

        var parts = isLink ? new Dictionary<string, string>() : header["AWS4-HMAC-SHA256 ".Length..].Split(',').Select(p => p.Trim().Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
        var credential = (isLink ? request.Query["X-Amz-Credential"].ToString() : parts["Credential"]).Split('/', 2);
        var signed = isLink ? request.Query["X-Amz-SignedHeaders"].ToString() : parts["SignedHeaders"];
        var date = isLink ? request.Query["X-Amz-Date"].ToString() : request.Headers["X-Amz-Date"].ToString();
        var signature = isLink ? request.Query["X-Amz-Signature"].ToString() : parts["Signature"];
        var session = isLink ? request.Query["X-Amz-Security-Token"].FirstOrDefault() : request.Headers["X-Amz-Security-Token"].FirstOrDefault();
        var scope = $"{date[..8]}/{Region}/s3/aws4_request";
        if (credential[0] != Key || session != Session)
        {
            return "InvalidAccessKeyId";
        }

        if (credential[1] != scope)
        {
            return "AuthorizationHeaderMalformed";
        }

        var query = request.Query.Where(q => q.Key != "X-Amz-Signature").SelectMany(q => q.Value.Select(v => (Name: Escape(q.Key), Value: Escape(v ?? ""))))
            .OrderBy(q => q.Name, StringComparer.Ordinal).Select(q => $"{q.Name}={q.Value}");
        var headers = signed.Split(';').Select(name => $"{name}:{request.Headers[name].ToString().Trim()}\n");
        var hash = isLink ? "UNSIGNED-PAYLOAD" : request.Headers["X-Amz-Content-SHA256"].ToString();
        var path = string.Join('/', request.Path.Value!.Split('/').Select(Escape));
        var canonical = $"GET\n{path}\n{string.Join('&', query)}\n{string.Concat(headers)}\n{signed}\n{hash}";
        var text = $"AWS4-HMAC-SHA256\n{date}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = Encoding.UTF8.GetBytes("AWS4" + Secret);
        foreach (var part in new[] { date[..8], Region, "s3", "aws4_request" })
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return signature == Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text))) ? null : "SignatureDoesNotMatch";
    }

    private static string Escape(string text) => Uri.EscapeDataString(text);
}
