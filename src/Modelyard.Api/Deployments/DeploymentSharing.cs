namespace Modelyard.Api;

/// <summary>Who besides the own organization may call a deployment.</summary>
public sealed class DeploymentSharing
{
    /// <summary><c>None</c>: the own organization only. <c>AllOrganizations</c>: everyone with a key. <c>Organizations</c>: also those that are listed.</summary>
    [OneOf("None", "AllOrganizations", "Organizations"), Default("None")]
    public string? Policy { get; set; }

    /// <summary>Names of the organizations, with policy <c>Organizations</c>.</summary>
    [SetList]
    public List<string>? Organizations { get; set; }
}
