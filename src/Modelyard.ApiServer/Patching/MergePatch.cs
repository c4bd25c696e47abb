using System.Text.Json.Nodes;

namespace Modelyard.ApiServer;

/// <summary>RFC 7386: objects merge, null removes, everything else replaces.</summary>
internal static class MergePatch
{
    public static JsonObject Apply(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            switch (value)
            {
                case null:
                    target.Remove(name);
                    break;
                case JsonObject nested:
                    var inner = target[name] as JsonObject ?? [];
                    if (inner.Parent is null)
                    {
                        target[name] = inner;
                    }

                    Apply(inner, nested);
                    break;
                default:
                    target[name] = value.DeepClone();
                    break;
            }
        }

        return target;
    }
}
