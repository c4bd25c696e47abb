using Microsoft.AspNetCore.Http;

namespace Modelyard.Inference;

/// <summary>An answer in OpenAI's error shape. Thrown anywhere below the error middleware, which alone writes it.</summary>
internal sealed class ApiException(int status, string message, string type, string? param = null, string? code = null) : Exception(message)
{
    internal const string InvalidRequest = "invalid_request_error";
    internal const string ServerError = "server_error";

    internal int Status { get; } = status;

    internal string Type { get; } = type;

    internal string? Param { get; } = param;

    internal string? Code { get; } = code;

    internal TimeSpan? RetryAfter { get; init; }

    internal static ApiException BadRequest(string message, string? param = null, string? code = null) =>
        new(StatusCodes.Status400BadRequest, message, InvalidRequest, param, code);

    internal static ApiException Unavailable(string message, TimeSpan retryAfter, string? code = null) =>
        new(StatusCodes.Status503ServiceUnavailable, message, ServerError, null, code) { RetryAfter = retryAfter };

    internal static ApiException Stopping() => Unavailable("The server is shutting down.", TimeSpan.FromSeconds(1));

    internal static ApiException From(QueueFullException full) =>
        Unavailable("The engine is currently overloaded, please try again later.", full.RetryAfter, "slow_down");
}
