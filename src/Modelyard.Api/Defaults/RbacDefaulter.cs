using System.Text.Json.Nodes;

namespace Modelyard.Api;

/// <summary>Groups that a binding need not spell out.</summary>
internal static class RbacDefaulter
{
    private const string Group = "rbac.authorization.k8s.io";

    public static void Binding(JsonObject document)
    {
        document.Object("roleRef")?.Fill("apiGroup", Group);
        if (document["subjects"] is not JsonArray subjects)
        {
            return;
        }

        foreach (var subject in subjects.OfType<JsonObject>())
        {
            if (subject.Text("kind") is "User" or "Group")
            {
                subject.Fill("apiGroup", Group);
            }
        }
    }
}
