namespace Modelyard.Api;

/// <summary>Names around the right to say what engines run.</summary>
public static class EngineNames
{
    /// <summary>The verb.</summary>
    public const string Verb = "use";

    /// <summary>What it is on, in the group <c>modelyard.dev</c>. There are no such objects: a rule may name those that say it.</summary>
    public const string Resource = "engines";

    /// <summary>The ClusterRole that has it.</summary>
    public const string Role = "engine-author";

    /// <summary>Annotation of a ServingRuntime, which the server writes: who had the right and answers for what it says.</summary>
    public const string AuthorAnnotation = "modelyard.dev/engine-author";
}
