using System.Collections.Frozen;
using Modelyard.Api;

namespace Modelyard.Gateway;

/// <summary>Who owns which project, at one moment.</summary>
internal sealed class Tenants
{
    public static readonly Tenants None = new([], []);

    private readonly FrozenDictionary<string, Tenant> _byProject;

    public Tenants(IReadOnlyCollection<Organization> organizations, IReadOnlyCollection<Namespace> namespaces)
    {
        var byName = organizations.ToDictionary(
            o => o.Metadata.Name!,
            o => new Tenant(o.Metadata.Name!, o.Spec.Limits, o.Spec.UserLimits, o.Spec.KeyLimits, o.Spec.Budget),
            StringComparer.Ordinal);

        // An organization that is gone, or not there yet, still keeps its projects apart from those of others.
        _byProject = namespaces
            .Where(n => n.Metadata.Labels?.ContainsKey(TenancyNames.OrganizationLabel) == true)
            .ToFrozenDictionary(
                n => n.Metadata.Name!,
                n => n.Metadata.Labels![TenancyNames.OrganizationLabel] is var owner && byName.TryGetValue(owner, out var known)
                    ? known
                    : new Tenant(owner, null, null, null, null),
                StringComparer.Ordinal);
    }

    /// <summary>The owner of a project; null when nobody owns it.</summary>
    public Tenant? OwnerOf(string project) => _byProject.GetValueOrDefault(project);
}
