namespace Modelyard.Ledger;

/// <summary>What a key may use. An empty list does not restrict.</summary>
/// <param name="Namespaces">Namespaces whose models may be used.</param>
/// <param name="Models">Models that may be used: <c>name</c> in any permitted namespace, or <c>namespace/name</c>.</param>
public sealed record ApiKeyScope(IReadOnlyList<string> Namespaces, IReadOnlyList<string> Models)
{
    /// <summary>Everything.</summary>
    public static readonly ApiKeyScope All = new([], []);

    /// <summary>Whether a key of this scope may use the model.</summary>
    public bool Permits(string modelNamespace, string modelName) =>
        (Namespaces.Count == 0 || Contains(Namespaces, modelNamespace)) && (Models.Count == 0 || ContainsModel(modelNamespace, modelName));

    private static bool Contains(IReadOnlyList<string> list, string value)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] == value)
            {
                return true;
            }
        }

        return false;
    }

    private bool ContainsModel(string modelNamespace, string modelName)
    {
        for (var i = 0; i < Models.Count; i++)
        {
            var entry = Models[i].AsSpan();
            var slash = entry.IndexOf('/');
            if (entry[(slash + 1)..].SequenceEqual(modelName) && (slash < 0 || entry[..slash].SequenceEqual(modelNamespace)))
            {
                return true;
            }
        }

        return false;
    }
}
