using System.Net;
using Modelyard.Api;

namespace Modelyard.Serving;

/// <summary>What came of asking a service elsewhere whether it would answer calls.</summary>
/// <param name="Phase">One of <see cref="DeploymentPhase"/>.</param>
/// <param name="Reason">One word.</param>
/// <param name="Message">For a person: what is wrong, and what to do.</param>
internal sealed record ExternalVerdict(string Phase, string Reason, string Message)
{
    private const int MostNamed = 5;

    public bool IsGood => Phase == DeploymentPhase.Running;

    public static ExternalVerdict Reachable(ExternalEngine engine) => new(DeploymentPhase.Running, "External", $"Calls go to {engine.Url}.");

    /// <summary>There is nothing to be learned from such an answer but that somebody is there.</summary>
    public static ExternalVerdict ListsNothing(ExternalEngine engine) =>
        new(DeploymentPhase.Running, "External", $"Calls go to {engine.Url}, which does not list its models.");

    public static ExternalVerdict ModelNotOffered(ExternalEngine engine, string model, IReadOnlyCollection<string> offered) => new(
        DeploymentPhase.Degraded,
        "ModelNotOffered",
        $"Calls go to {engine.Url}, which lists no model {model} but {Names(offered)}: if calls fail, put one of these in spec.engine.external.model.");

    public static ExternalVerdict OfStatus(ExternalEngine engine, HttpStatusCode status) => (int)status switch
    {
        401 or 403 => new(DeploymentPhase.Failed, "Unauthorized", engine.SecretRef is { } key
            ? $"{engine.Url} refuses the key {key.Key} of the Secret {key.Name} with {(int)status}: put one in that it takes."
            : $"{engine.Url} wants a key ({(int)status}): put it in a Secret, and name that in spec.engine.external.secretRef."),
        429 => Reachable(engine),
        404 or 405 or 501 => ListsNothing(engine),
        >= 500 => new(DeploymentPhase.Degraded, "ServiceFails", $"{engine.Url} answers {(int)status} at the moment; calls go there all the same."),
        >= 300 and < 400 => new(DeploymentPhase.Failed, "Redirected", $"{engine.Url} sends callers elsewhere ({(int)status}), which is not followed: put its final address in spec.engine.external.url."),
        _ => new(DeploymentPhase.Degraded, "UnexpectedAnswer", $"{engine.Url} answers {(int)status} when asked for its models; calls go there all the same."),
    };

    public static ExternalVerdict OfFault(ExternalEngine engine, HttpRequestException fault)
    {
        var host = new Uri(engine.Url!).Host;
        var cause = fault.InnerException?.Message ?? fault.Message;
        return fault.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => Failed("HostNotFound", $"This machine knows no host {host}: check spec.engine.external.url, and the machine's name server."),
            HttpRequestError.SecureConnectionError => Failed("CertificateNotTrusted", $"There is no secure connection to {host}: {Sentence(cause)}"),
            HttpRequestError.ConnectionError => Failed("Unreachable", $"{engine.Url} cannot be reached: {Sentence(cause)}"),
            _ => Failed("NoAnswer", $"{engine.Url} does not answer as a web server does: {Sentence(cause)}"),
        };
    }

    public static ExternalVerdict TimedOut(ExternalEngine engine, TimeSpan timeout) =>
        Failed("TimedOut", $"{engine.Url} did not answer within {timeout.TotalSeconds:0.#} s.");

    private static ExternalVerdict Failed(string reason, string message) => new(DeploymentPhase.Failed, reason, message);

    private static string Names(IReadOnlyCollection<string> models) => models.Count switch
    {
        0 => "none at all",
        <= MostNamed => string.Join(", ", models),
        _ => $"{string.Join(", ", models.Take(MostNamed))} and {models.Count - MostNamed} more",
    };

    private static string Sentence(string text) => text.EndsWith('.') ? text : text + ".";
}
