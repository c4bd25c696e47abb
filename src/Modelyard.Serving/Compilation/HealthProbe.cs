using Modelyard.Api;

namespace Modelyard.Serving;

/// <summary>Probes of engines that say over HTTP how they are.</summary>
internal static class HealthProbe
{
    /// <summary>Until the model is loaded, which for the largest takes most of an hour; often, because callers wait for it.</summary>
    public static Probe Startup(string path, int port) => Get(path, port, period: 2, failures: 1800);

    public static Probe Readiness(string path, int port) => Get(path, port, period: 5, failures: 3);

    /// <summary>Slow to judge: a replica under load must not be ended for it.</summary>
    public static Probe Liveness(string path, int port) => Get(path, port, period: 10, failures: 6);

    private static Probe Get(string path, int port, int period, int failures) => new()
    {
        HttpGet = new HttpGetAction { Path = path, Port = port, Scheme = "HTTP" },
        PeriodSeconds = period,
        TimeoutSeconds = 5,
        SuccessThreshold = 1,
        FailureThreshold = failures,
    };
}
