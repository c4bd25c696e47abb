using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>All roles and bindings, and who therefore holds which rules. Kept in memory: every request asks.</summary>
internal sealed class RoleBook
{
    public const string Group = "rbac.authorization.k8s.io";

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Plural, string Namespace, string Name), Resource> _objects = [];
    private volatile RoleBookSnapshot? _current;

    /// <summary>The rights as of the last change.</summary>
    public RoleBookSnapshot Current
    {
        get
        {
            if (_current is { } current)
            {
                return current;
            }

            lock (_gate)
            {
                return _current ??= new RoleBookSnapshot(_objects.Values);
            }
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _objects.Clear();
            _current = null;
        }
    }

    public void Set(KindDescriptor kind, JsonObject document) => Change(kind, document, static (objects, key, value) => objects[key] = value);

    public void Remove(KindDescriptor kind, JsonObject document) => Change(kind, document, static (objects, key, _) => objects.Remove(key));

    private void Change(KindDescriptor kind, JsonObject document, Action<Dictionary<(string, string, string), Resource>, (string, string, string), Resource> change)
    {
        if (kind.Group != Group || Read(kind, document) is not { } value)
        {
            return;
        }

        lock (_gate)
        {
            change(_objects, (kind.Plural, value.Metadata.Namespace ?? "", value.Metadata.Name!), value);
            _current = null;
        }
    }

    private static Resource? Read(KindDescriptor kind, JsonObject document) => kind.Plural switch
    {
        "roles" => document.Deserialize<Role>(ApiJson.Options),
        "clusterroles" => document.Deserialize<ClusterRole>(ApiJson.Options),
        "rolebindings" => document.Deserialize<RoleBinding>(ApiJson.Options),
        "clusterrolebindings" => document.Deserialize<ClusterRoleBinding>(ApiJson.Options),
        _ => null,
    };
}
