using Modelyard.Api;

namespace Modelyard.Serving;

/// <summary>The names an engine is to know its model by.</summary>
internal static class ServedNames
{
    public static IEnumerable<string> Of(ModelDeployment deployment) =>
        new[] { deployment.Metadata.Name!, deployment.Spec.Model?.ServedName }.OfType<string>().Distinct(StringComparer.Ordinal);
}
