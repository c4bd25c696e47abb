using Modelyard.Ledger;

namespace Modelyard.Gateway;

/// <summary>Who may use which model: the one place that every route asks.</summary>
internal static class AccessPolicy
{
    public static bool Permits(ApiKey key, ServedModel model) => key.Scope.Permits(model.Namespace, model.Name);
}
