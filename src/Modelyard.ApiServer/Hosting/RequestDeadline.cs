using Microsoft.AspNetCore.Http;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>
/// When a call must be done: a minute after it came, sooner when the caller says so with <c>timeout</c>. What is cut off then answers 504.
/// Watches and logs are meant to stay open, and have limits of their own; archives, and reading models again, take as long as those are large.
/// </summary>
internal sealed class RequestDeadline : IDisposable
{
    // As Kubernetes.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private static readonly string?[] AsLongAsModelsAreLarge = [QuestionKinds.ModelImports.Plural, QuestionKinds.ContentReviews.Plural];

    private readonly HttpContext _http;
    private readonly CancellationToken _aborted;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _either;

    private RequestDeadline(HttpContext http, TimeSpan limit, TimeProvider time)
    {
        _http = http;
        _aborted = http.RequestAborted;
        _timer = new CancellationTokenSource(limit, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_aborted, _timer.Token);
        http.RequestAborted = _either.Token;
    }

    public bool HasPassed => _timer.IsCancellationRequested && !_aborted.IsCancellationRequested;

    /// <summary>From here on the call's own token is cancelled at its deadline too; null when it has none.</summary>
    public static RequestDeadline? Begin(HttpContext http, ResourcePath? path, TimeProvider time) =>
        IsLongRunning(http.Request, path) ? null : new RequestDeadline(http, Limit(http.Request.Query["timeout"]), time);

    /// <summary>The answer is written by whoever is still there, however late.</summary>
    public void Dispose()
    {
        _http.RequestAborted = _aborted;
        _either.Dispose();
        _timer.Dispose();
    }

    private static bool IsLongRunning(HttpRequest request, ResourcePath? path) =>
        path?.Subresource is "log" or ArchiveExportVerb.Subresource || AsLongAsModelsAreLarge.Contains(path?.Plural) || ApiRequest.IsSet(request.Query, "watch");

    private static TimeSpan Limit(string? timeout)
    {
        if (string.IsNullOrEmpty(timeout))
        {
            return Longest;
        }

        return DurationText.TryParse(timeout, out var asked)
            ? asked > TimeSpan.Zero && asked < Longest ? asked : Longest
            : throw StatusErrors.BadRequest($"invalid timeout specified in the request URL - \"{timeout}\" is not a duration; write for instance 30s");
    }
}
