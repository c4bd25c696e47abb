using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Who holds which rules, at one moment.</summary>
internal sealed class RoleBookSnapshot
{
    // Bindings at the cluster scope are filed under this name, which no namespace can have.
    private const string Everywhere = "";

    private readonly Dictionary<(string Namespace, string Name), List<PolicyRule>> _roles = [];
    private readonly Dictionary<string, Dictionary<(string Kind, string Name), List<RoleRef>>> _bindings = [];

    public RoleBookSnapshot(IEnumerable<Resource> objects)
    {
        foreach (var item in objects)
        {
            var home = item.Metadata.Namespace ?? Everywhere;
            switch (item)
            {
                case Role role:
                    _roles[(home, role.Metadata.Name!)] = role.Rules ?? [];
                    break;
                case ClusterRole role:
                    _roles[(Everywhere, role.Metadata.Name!)] = role.Rules ?? [];
                    break;
                case RoleBinding binding:
                    Bind(home, binding.Subjects, binding.RoleRef!);
                    break;
                case ClusterRoleBinding binding:
                    Bind(Everywhere, binding.Subjects, binding.RoleRef!);
                    break;
            }
        }
    }

    /// <summary>The rules of a role; null when there is no such role.</summary>
    public IReadOnlyList<PolicyRule>? RulesOf(RoleRef role, string @namespace) =>
        _roles.GetValueOrDefault((role.Kind == "ClusterRole" ? Everywhere : @namespace, role.Name!));

    /// <summary>What a user holds in a namespace, rights held everywhere included; with no namespace, only those.</summary>
    public IEnumerable<PolicyRule> RulesFor(UserIdentity user, string @namespace)
    {
        var places = @namespace.Length == 0 ? (string[])[Everywhere] : [Everywhere, @namespace];
        foreach (var place in places)
        {
            if (!_bindings.TryGetValue(place, out var bindings))
            {
                continue;
            }

            // A binding may come before its role, or outlive it: then it gives nothing.
            foreach (var role in Subjects(user).SelectMany(s => bindings.GetValueOrDefault(s, [])))
            {
                foreach (var rule in RulesOf(role, place) ?? [])
                {
                    yield return rule;
                }
            }
        }
    }

    private static IEnumerable<(string Kind, string Name)> Subjects(UserIdentity user)
    {
        // A service account is bound by namespace and name, and is a user of this name.
        yield return ("User", user.Name);
        foreach (var group in user.Groups)
        {
            yield return ("Group", group);
        }
    }

    private void Bind(string place, List<Subject>? subjects, RoleRef role)
    {
        foreach (var subject in subjects ?? [])
        {
            var key = subject.Kind == "ServiceAccount"
                ? ("User", ServiceAccountIdentity.UserName(subject.Namespace!, subject.Name!))
                : (subject.Kind!, subject.Name!);
            if (!_bindings.TryGetValue(place, out var bindings))
            {
                _bindings[place] = bindings = [];
            }

            if (!bindings.TryGetValue(key, out var roles))
            {
                bindings[key] = roles = [];
            }

            roles.Add(role);
        }
    }
}
