namespace Modelyard.Api;

/// <summary>Which versions: whatever it names must match.</summary>
public sealed class VersionSelector
{
    /// <summary>Globs of projects.</summary>
    [SetList]
    public List<string>? Projects { get; set; }

    /// <summary>Globs of models.</summary>
    [SetList]
    public List<string>? Models { get; set; }

    /// <summary>Globs of the addresses they come from, such as <c>hf://**</c>.</summary>
    [SetList]
    public List<string>? Sources { get; set; }

    /// <summary>Tasks, such as <c>text-generation</c>.</summary>
    [SetList]
    public List<string>? Tasks { get; set; }

    /// <summary>Licences as SPDX identifiers.</summary>
    [SetList]
    public List<string>? Licenses { get; set; }

    /// <summary>Labels of the version.</summary>
    public Dictionary<string, string>? MatchLabels { get; set; }
}
