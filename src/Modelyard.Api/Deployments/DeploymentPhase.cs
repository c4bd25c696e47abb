namespace Modelyard.Api;

/// <summary>The values of a ModelDeployment's <c>status.phase</c>.</summary>
public static class DeploymentPhase
{
    /// <summary>Nothing runs yet.</summary>
    public const string Pending = "Pending";

    /// <summary>The model is fetched.</summary>
    public const string Pulling = "Pulling";

    /// <summary>The engine loads the model.</summary>
    public const string Loading = "Loading";

    /// <summary>It answers.</summary>
    public const string Running = "Running";

    /// <summary>It answers, while a change is rolled out.</summary>
    public const string Updating = "Updating";

    /// <summary>It answers, but not with all replicas, or not as the spec says.</summary>
    public const string Degraded = "Degraded";

    /// <summary>It does not answer, and will not by itself.</summary>
    public const string Failed = "Failed";

    /// <summary>It is not meant to run.</summary>
    public const string Stopped = "Stopped";
}
