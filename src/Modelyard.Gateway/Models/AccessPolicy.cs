using Modelyard.Ledger;

namespace Modelyard.Gateway;

/// <summary>Who may use which model: the one place that every route asks.</summary>
internal static class AccessPolicy
{
    /// <summary>Whether <paramref name="key"/>, a key of <paramref name="tenant"/> or of nobody's project, may call the model.</summary>
    public static bool Permits(ApiKey key, Tenant? tenant, ServedModel model) =>
        Reaches(key.Namespace, tenant, model) && key.Scope.Permits(model.Namespace, model.Name);

    private static bool Reaches(string project, Tenant? tenant, ServedModel model)
    {
        if (project == model.Namespace || model.Terms.SharedWithAll)
        {
            return true;
        }

        if (tenant is null)
        {
            return false;
        }

        if (tenant.Name == model.Owner?.Name)
        {
            return true;
        }

        for (var i = 0; i < model.Terms.SharedWith.Count; i++)
        {
            if (model.Terms.SharedWith[i] == tenant.Name)
            {
                return true;
            }
        }

        return false;
    }
}
