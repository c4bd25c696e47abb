using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>A call on a resource: which kind, which object, as whom, and the query's options.</summary>
internal sealed class ApiRequest(HttpContext http, ResourcePath path, KindDescriptor kind, UserIdentity user)
{
    public HttpContext Http { get; } = http;

    public ResourcePath Path { get; } = path;

    public KindDescriptor Kind { get; } = kind;

    public UserIdentity User { get; } = user;

    /// <summary>The namespace, empty for cluster-scoped kinds and for calls over all namespaces.</summary>
    public string Namespace => Path.Namespace ?? "";

    public string Name => Path.Name ?? "";

    public CancellationToken Aborted => Http.RequestAborted;

    public IQueryCollection Query => Http.Request.Query;

    public bool DryRun { get; } = ReadDryRun(http.Request.Query["dryRun"]);

    public FieldValidation FieldValidation { get; } = ReadFieldValidation(http.Request.Query["fieldValidation"]);

    /// <summary>Who is recorded as the manager of changed fields: what the client says, or the program it says it is.</summary>
    public string FieldManager => Text("fieldManager") is { Length: > 0 } manager ? manager : ProgramName(Http.Request.Headers.UserAgent);

    public string? Text(string parameter) => Query.TryGetValue(parameter, out var values) ? values[0] : null;

    public bool Flag(string parameter) => IsSet(Query, parameter);

    /// <summary>Whether a query has a parameter that is not expressly false.</summary>
    public static bool IsSet(IQueryCollection query, string parameter) => query.TryGetValue(parameter, out var values) && values[0] is not ("false" or "0");

    public long? Number(string parameter)
    {
        var text = Text(parameter);
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw StatusErrors.BadRequest($"{parameter}: \"{text}\" is not a whole number");
    }

    private static bool ReadDryRun(StringValues values) => values.Count switch
    {
        0 => false,
        1 when values[0] == "All" => true,
        _ => throw StatusErrors.BadRequest($"dryRun: Unsupported value: \"{values}\": supported values: \"All\""),
    };

    private static FieldValidation ReadFieldValidation(StringValues values) => values.ToString() switch
    {
        "" or "Warn" => FieldValidation.Warn,
        "Strict" => FieldValidation.Strict,
        "Ignore" => FieldValidation.Ignore,
        var other => throw StatusErrors.BadRequest(
            $"fieldValidation: Unsupported value: \"{other}\": supported values: \"Ignore\", \"Strict\", \"Warn\""),
    };

    private static string ProgramName(StringValues userAgent)
    {
        var agent = userAgent.ToString();
        var end = agent.IndexOf('/', StringComparison.Ordinal);
        var program = end < 0 ? agent : agent[..end];
        return program.Length is > 0 and <= 128 ? program : "unknown";
    }
}

/// <summary>What to do about fields the schema does not know.</summary>
internal enum FieldValidation
{
    Warn,
    Strict,
    Ignore,
}
