using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Modelyard.Gateway;

/// <summary>What kind of failure a call ended with, in few words: OpenTelemetry's <c>error.type</c>.</summary>
internal static class CallFailure
{
    /// <summary>Null for a call that ended well.</summary>
    public static string? TypeOf(GatewayCall call) => call.Outcome switch
    {
        CallOutcome.UpstreamFailed => "upstream_failed",
        CallOutcome.Truncated => "truncated",
        CallOutcome.ClientAborted => "client_aborted",
        CallOutcome.GatewayFailed => "gateway_failed",
        _ => call.Http.Response.StatusCode is >= StatusCodes.Status400BadRequest and var status ? status.ToString(CultureInfo.InvariantCulture) : null,
    };
}
