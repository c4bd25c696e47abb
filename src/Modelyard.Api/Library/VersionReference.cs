using System.Text;
using System.Text.RegularExpressions;

namespace Modelyard.Api;

/// <summary>How people name a version: <c>[project/]model:version</c>.</summary>
/// <param name="Project">The project whose library it is in; null for that of whoever names it.</param>
/// <param name="Model">Name of the Model.</param>
/// <param name="Version">The version as its source calls it.</param>
public sealed partial record VersionReference(string? Project, string Model, string Version)
{
    /// <summary>What such a name looks like.</summary>
    internal const string Pattern = "^([a-z0-9]([-a-z0-9]*[a-z0-9])?/)?[a-z0-9]([-a-z0-9.]*[a-z0-9])?:[A-Za-z0-9][A-Za-z0-9._-]*$";

    private const int LongestName = 200;

    /// <summary>The name of a version, with its project.</summary>
    public static VersionReference Of(ModelVersion version) => new(version.Metadata.Namespace, version.Spec.Model!, version.Spec.Version!);

    /// <summary>The version that a deployment names, with its project; null when it names none.</summary>
    public static VersionReference? Of(ModelDeployment deployment) =>
        deployment.Spec.Model?.Version is { } text && Parse(text) is { } reference ? reference with { Project = reference.Project ?? deployment.Metadata.Namespace } : null;

    /// <summary>The version that a service was pinned to; null when it was to none.</summary>
    public static VersionReference? Of(InferenceService service) =>
        service.Metadata.Annotations?.GetValueOrDefault(LibraryNames.VersionAnnotation) is { } text ? Parse(text) : null;

    /// <summary>Reads such a name; null when it is none.</summary>
    public static VersionReference? Parse(string text)
    {
        if (!Shape().IsMatch(text))
        {
            return null;
        }

        var (slash, colon) = (text.IndexOf('/'), text.IndexOf(':'));
        return new VersionReference(slash < 0 ? null : text[..slash], text[(slash + 1)..colon], text[(colon + 1)..]);
    }

    /// <summary>Whether it means <paramref name="version"/>: two versions may come to the same <see cref="ResourceName"/>.</summary>
    public bool Means(ModelVersion version) => version.Spec.Model == Model && version.Spec.Version == Version;

    /// <summary>Name of the ModelVersion: model and version, as far as a name may have their characters.</summary>
    public string ResourceName
    {
        get
        {
            var name = new StringBuilder(Model).Append('-');
            foreach (var c in Version)
            {
                name.Append(char.IsAsciiLetterUpper(c) ? char.ToLowerInvariant(c) : char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '-');
            }

            return name.ToString(0, Math.Min(name.Length, LongestName)).TrimEnd('.', '-');
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Project is null ? $"{Model}:{Version}" : $"{Project}/{Model}:{Version}";

    [GeneratedRegex(Pattern)]
    private static partial Regex Shape();
}
