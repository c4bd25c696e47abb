using System.Globalization;
using Modelyard.Api;

namespace Modelyard.Gateway;

/// <summary>Every error the gateway itself gives, in OpenAI's words where OpenAI has some.</summary>
internal static class OpenAIErrors
{
    private const string InvalidRequest = "invalid_request_error";
    private const string ServerError = "server_error";

    public static OpenAIError MissingKey() => new(
        401,
        InvalidRequest,
        null,
        "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY). "
        + "You can make one with `modelyard keys create`.");

    public static OpenAIError IncorrectKey(string redacted) =>
        new(401, InvalidRequest, "invalid_api_key", $"Incorrect API key provided: {redacted}. You can make one with `modelyard keys create`.");

    public static OpenAIError ExpiredKey(string redacted, DateTimeOffset at) => new(
        401, InvalidRequest, "invalid_api_key", $"The API key {redacted} expired on {at.ToString("u", CultureInfo.InvariantCulture)}. Make a new one with `modelyard keys create`.");

    public static OpenAIError RevokedKey(string redacted) =>
        new(401, InvalidRequest, "invalid_api_key", $"The API key {redacted} has been revoked. Make a new one with `modelyard keys create`.");

    public static OpenAIError InsufficientPermissions(string missing) =>
        new(403, InvalidRequest, "insufficient_permissions", $"You have insufficient permissions for this operation. The API key lacks the permission \"{missing}\".");

    public static OpenAIError UnknownUrl(string method, string path) => new(404, InvalidRequest, "unknown_url", $"Invalid URL ({method} {Cut(path)})");

    /// <summary>For a route that there is, but not at the engine of this model.</summary>
    public static OpenAIError RouteNotServed(string id, string path, IReadOnlyList<GatewayOperation>? served) => new(
        404,
        InvalidRequest,
        "route_not_served",
        $"The model {id} does not serve {Cut(path)}. "
        + (served is null ? "Its engine has no such route: call it in another way, or another model." : $"It serves {string.Join(", ", served.Select(o => o.ReplicaPath))}."));

    public static OpenAIError MethodNotAllowed(string method, string path, string allowed) =>
        new(405, InvalidRequest, "method_not_supported", $"Not allowed to {method} on {Cut(path)}. (HINT: use {allowed} instead.)") { Allow = allowed };

    public static OpenAIError UnsupportedContentType(string given) => new(
        415,
        InvalidRequest,
        "unsupported_content_type",
        $"Unsupported content type: '{Cut(given)}'. This API method only accepts 'application/json'. (HINT: with curl, add -H 'Content-Type: application/json'.)");

    public static OpenAIError UnsupportedContentEncoding(string given) =>
        new(415, InvalidRequest, "unsupported_content_encoding", $"Unsupported content encoding: '{Cut(given)}'. Send the body uncompressed.");

    public static OpenAIError RequestTooLarge(int limit) =>
        new(413, InvalidRequest, "request_too_large", $"The request body is larger than the limit of {limit.ToString(CultureInfo.InvariantCulture)} bytes.");

    public static OpenAIError BadJson(string reason) => new(400, InvalidRequest, null, $"We could not parse the JSON body of your request: {reason}");

    public static OpenAIError WrongType(string field, string expected, string given) =>
        new(400, InvalidRequest, "invalid_type", $"Invalid type for '{field}': expected {expected}, but got {given} instead.") { Param = field };

    public static OpenAIError DuplicateField(string field) =>
        new(400, InvalidRequest, "invalid_value", $"The request body has more than one '{field}'.") { Param = field };

    public static OpenAIError MissingModel() => new(400, InvalidRequest, null, "you must provide a model parameter") { Param = "model" };

    public static OpenAIError ModelNotFound(string id) =>
        new(404, InvalidRequest, "model_not_found", $"The model `{Cut(id)}` does not exist or you do not have access to it.") { Param = "model" };

    public static OpenAIError EndpointRequired() =>
        new(404, InvalidRequest, "model_not_found", "This API key can be used at its endpoints only, under /e/ENDPOINT/v1/….");

    public static OpenAIError ModelAmbiguous(string id, IEnumerable<string> choices) => new(
        400,
        InvalidRequest,
        "model_ambiguous",
        $"The model `{id}` exists in several namespaces. Ask for one of them: {string.Join(", ", choices.Select(c => $"`{c}`"))}.") { Param = "model" };

    public static OpenAIError RateLimitReached(string id, LimitRefusal refusal)
    {
        var (limit, used, requested) = (Number(refusal.Limit), Number(refusal.Used), Number(refusal.Requested));
        return refusal.Kind == LimitKind.Concurrent
            ? new(429, "requests", "rate_limit_exceeded", $"Rate limit reached for {id} {refusal.Subject} on concurrent requests: Limit {limit}, In progress {used}. Please try again when one of them has ended.")
            {
                RetryAfter = refusal.Wait,
                LimitScope = refusal.Subject.RefusalScope,
            }
            : new(
                429,
                refusal.Kind == LimitKind.Tokens ? "tokens" : "requests",
                "rate_limit_exceeded",
                $"Rate limit reached for {id} {refusal.Subject} on {(refusal.Kind == LimitKind.Tokens ? "tokens per min (TPM)" : "requests per min (RPM)")}: "
                + $"Limit {limit}, Used {used}, Requested {requested}. Please try again in {DurationText.Format(refusal.Wait)}.")
            {
                RetryAfter = refusal.Wait,
                LimitScope = refusal.Subject.RefusalScope,
            };
    }

    public static OpenAIError RequestLargerThanLimit(string id, LimitRule rule, long requested) => new(
        429,
        "tokens",
        "rate_limit_exceeded",
        $"Request too large for {id} on tokens per min (TPM): Limit {Number(rule.TokensPerMinute!.Value)}, Requested {Number(requested)}. "
        + "The input or output tokens must be reduced in order to run successfully.")
    {
        IsFinal = true,
        LimitScope = rule.Subject.RefusalScope,
    };

    public static OpenAIError BudgetSpent(BudgetRule rule, long spent, DateOnly anew) => new(
        429,
        "insufficient_quota",
        "insufficient_quota",
        $"The budget of {rule.Name} is used up: {Money(spent)} of {Money(rule.AmountNanos)} {rule.Currency} are spent, and this request may cost more than is left. "
        + $"It begins anew on {anew.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} (UTC).")
    {
        IsFinal = true,
        LimitScope = rule.Spender.IsKey ? "key" : "organization",
    };

    public static OpenAIError LimitsUnknown(TimeSpan retryAfter) =>
        new(503, ServerError, "limits_unknown", "It cannot be told whether this request is within its limits: the ledger does not answer.") { RetryAfter = retryAfter };

    public static OpenAIError BudgetUnknown(TimeSpan retryAfter) =>
        new(503, ServerError, "budget_unknown", "It cannot be told whether this request can be paid for: the ledger does not answer.") { RetryAfter = retryAfter };

    public static OpenAIError UsageNotRecorded() => new(
        503, ServerError, "usage_not_recorded", "The gateway cannot record what requests use, and serves none until it can. The disk may be full.");

    public static OpenAIError ModelNotReady(string id, string awaited, TimeSpan retryAfter) =>
        new(503, ServerError, "model_not_ready", $"The model `{id}` has no ready replica: {awaited}") { RetryAfter = retryAfter };

    public static OpenAIError Overloaded(string id, TimeSpan retryAfter) => new(
        503, ServerError, "slow_down", $"The model `{id}` is overloaded: all its replicas are busy, and so is the queue of those who wait for one.") { RetryAfter = retryAfter };

    public static OpenAIError QueueTimeout(string id, TimeSpan waited, TimeSpan retryAfter) => new(
        503, ServerError, "slow_down", $"The model `{id}` is overloaded: none of its replicas had time for this request within {Seconds(waited)} s.") { RetryAfter = retryAfter };

    public static OpenAIError ReplicasFail(string id, TimeSpan retryAfter) => new(
        503, ServerError, "replicas_failing", $"The model `{id}` is not asked for now: all its replicas have failed the last {ReplicaHealth.Threshold} requests they got.")
    {
        RetryAfter = retryAfter,
    };

    public static OpenAIError NotSynced(TimeSpan retryAfter) =>
        new(503, ServerError, "starting", "The gateway is starting and does not know the models yet.") { RetryAfter = retryAfter };

    public static OpenAIError ReplicaUnreachable(string id, TimeSpan retryAfter) =>
        new(502, ServerError, "replica_unreachable", $"No replica of the model `{id}` could be reached.") { RetryAfter = retryAfter };

    public static OpenAIError ReplicaFailed(string id) =>
        new(502, ServerError, "replica_failed", $"The replica of the model `{id}` closed the connection before it answered.");

    public static OpenAIError ReplicaUnusable(string id, int status) => new(
        502,
        ServerError,
        "replica_unusable",
        status < 400
            ? $"What serves the model `{id}` answered with a redirect ({Number(status)}), which is not followed: its address is not right."
            : $"What serves the model `{id}` refused the gateway ({Number(status)}): the key the gateway has for it is not right.");

    public static OpenAIError ReplicaTimeout(string id, TimeSpan limit) =>
        new(504, ServerError, "replica_timeout", $"The replica of the model `{id}` did not begin its answer within {Seconds(limit)} s.");

    public static OpenAIError TotalTimeout(string id, TimeSpan limit) =>
        new(504, ServerError, "request_timeout", $"The model `{id}` did not complete its answer within {Seconds(limit)} s.");

    public static OpenAIError StreamBroken(string id) =>
        new(502, ServerError, "stream_interrupted", $"The replica of the model `{id}` ended in the middle of its answer. What was sent is incomplete.");

    public static OpenAIError StreamStalled(string id, TimeSpan limit) =>
        new(504, ServerError, "stream_stalled", $"The replica of the model `{id}` sent nothing for {Seconds(limit)} s in the middle of its answer. What was sent is incomplete.");

    public static OpenAIError Internal(string requestId) =>
        new(500, ServerError, null, $"The gateway had an error while processing your request. The gateway's log has more under the request id {requestId}.");

    public static OpenAIError BadHttp(int status, string reason) => new(status, InvalidRequest, null, reason);

    private static string Money(long nanos) => (nanos / 1_000_000_000m).ToString("0.00#######", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);

    // What the client sent is repeated for its own good, but not at any length.
    private static string Cut(string text) => text.Length <= 200 ? text : string.Concat(text.AsSpan(0, 200), "…");
}
