using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Modelyard.Tests.Artifacts;

namespace Modelyard.Tests.Library;

/// <summary>An adapter of a scanner as Harbor's specification has it, on a real web server, which misbehaves on demand.</summary>
internal sealed class ScriptedHarbor : IAsyncDisposable
{
    internal const string Report11 = "application/vnd.security.vulnerability.report; version=1.1";
    internal const string Report10 = "application/vnd.scanner.adapter.vuln.report.harbor+json; version=1.0";

    private readonly FileServer _server;
    private int _scans;

    private ScriptedHarbor(FileServer server)
    {
        _server = server;
        _server.Intercept = AnswerAsync;
    }

    internal string Address => _server.Address;

    /// <summary>What it says it can do.</summary>
    internal JsonNode Metadata { get; set; } = MetadataOf("vulnerability", Report11, Report10);

    /// <summary>Requests for scans, with what came in them.</summary>
    internal List<(string ContentType, JsonNode Body)> Scans { get; } = [];

    internal List<string?> Accepted { get; } = [];

    internal IEnumerable<ServedRequest> Requests => _server.Requests;

    /// <summary>How reports are answered; by default with what is in <see cref="Vulnerabilities"/>.</summary>
    internal Func<HttpContext, Task>? OnReport { get; set; }

    /// <summary>How every request is answered, when it is set.</summary>
    internal Func<HttpContext, Task>? OnAny { get; set; }

    internal JsonArray Vulnerabilities { get; set; } = [];

    internal static async Task<ScriptedHarbor> StartAsync() => new(await FileServer.StartAsync());

    internal static JsonNode MetadataOf(string? type, params string[] reports) => JsonSerializer.SerializeToNode(new
    {
        scanner = new { name = "Trivy", vendor = "Aqua Security", version = "0.50.1" },
        capabilities = new[]
        {
            new
            {
                type,
                consumes_mime_types = new[] { "application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json" },
                produces_mime_types = reports,
            },
        },
    })!;

    internal static JsonObject Vulnerability(string id, string severity, string package = "openssl", string? fix = "3.0.15") => new()
    {
        ["id"] = id,
        ["package"] = package,
        ["version"] = "3.0.1",
        ["fix_version"] = fix,
        ["severity"] = severity,
        ["description"] = "Something is wrong.",
        ["links"] = new JsonArray("https://avd.example/" + id),
    };

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<bool> AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (OnAny is not null)
        {
            await OnAny(context);
        }
        else if (path == "/api/v1/metadata")
        {
            await WriteAsync(context, "application/vnd.scanner.adapter.metadata+json; version=1.1", Metadata);
        }
        else if (path == "/api/v1/scan")
        {
            var body = await JsonNode.ParseAsync(context.Request.Body);
            Scans.Add((context.Request.ContentType!, body!));

            // As the adapter for Trivy has it.
            var isTaken = body!["enabled_capabilities"]?.AsArray().All(c => c!["produces_mime_types"] is JsonArray { Count: > 0 }) != false;
            context.Response.StatusCode = isTaken ? 202 : 400;
            await WriteAsync(
                context,
                "application/vnd.scanner.adapter.scan.response+json; version=1.0",
                isTaken ? new JsonObject { ["id"] = $"scan-{++_scans}" } : new JsonObject { ["error"] = new JsonObject { ["message"] = "\"enabled_capabilities.produces_mime_types\" is missing" } });
        }
        else
        {
            Accepted.Add(context.Request.Headers.Accept);
            await (OnReport ?? ReportAsync)(context);
        }

        return true;
    }

    internal Task ReportAsync(HttpContext context) => WriteAsync(context, Report11, new JsonObject
    {
        ["generated_at"] = "2026-01-01T00:00:00Z",
        ["artifact"] = Scans[^1].Body["artifact"]!.DeepClone(),
        ["scanner"] = Metadata["scanner"]!.DeepClone(),
        ["severity"] = "High",
        ["vulnerabilities"] = Vulnerabilities.DeepClone(),
    });

    private static Task WriteAsync(HttpContext context, string type, JsonNode body)
    {
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body.ToJsonString());
    }
}
