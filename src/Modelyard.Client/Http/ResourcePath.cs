using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using Modelyard.Api;

namespace Modelyard.Client;

/// <summary>Where the objects of a kind are on the wire.</summary>
internal static class ResourcePath
{
    private static readonly ConcurrentDictionary<Type, KindAttribute> Kinds = new();

    public static KindAttribute KindOf(Type type) => Kinds.GetOrAdd(type, static t =>
        t.GetCustomAttribute<KindAttribute>()
        ?? throw new InvalidOperationException($"{t.Name} has no [Kind] attribute, so it has no place in the API."));

    public static string Collection(KindAttribute kind, string? ns)
    {
        var path = new StringBuilder(kind.Group.Length == 0 ? "api/" : $"apis/{kind.Group}/").Append(kind.Version);
        if (kind.Scope == ResourceScope.Namespaced && !string.IsNullOrEmpty(ns))
        {
            path.Append("/namespaces/").Append(Uri.EscapeDataString(ns));
        }

        return path.Append('/').Append(kind.Plural).ToString();
    }

    public static string Object(KindAttribute kind, NamespacedName name, string? subresource = null)
    {
        if (name.Name.Length == 0)
        {
            throw new ArgumentException("A name is needed to address one object.", nameof(name));
        }

        var path = $"{Collection(kind, name.Namespace)}/{Uri.EscapeDataString(name.Name)}";
        return subresource is null ? path : $"{path}/{subresource}";
    }

    public static string WithQuery(string path, params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var url = new StringBuilder(path);
        var separator = '?';
        foreach (var (name, value) in parameters)
        {
            if (!string.IsNullOrEmpty(value))
            {
                url.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
                separator = '&';
            }
        }

        return url.ToString();
    }
}
