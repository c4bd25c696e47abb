using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Writes what became of a definition, and holds it until its objects are gone.</summary>
internal sealed class DefinitionStatus(ObjectWriter writer, TimeProvider time)
{
    private const string Finalizer = "customresourcecleanup.apiextensions.k8s.io";

    public async Task WriteAsync(KindDescriptor kind, CustomResourceDefinition definition, NameConflict? conflict, CancellationToken cancellationToken)
    {
        if (definition.Metadata.DeletionTimestamp is null && definition.Metadata.Finalizers?.Contains(Finalizer) != true)
        {
            await ChangeAsync(kind, definition, "", live => live.Meta().SetFinalizers([.. live.Meta().Finalizers.Append(Finalizer).Distinct()]), cancellationToken);
        }

        await ChangeAsync(kind, definition, "status", live => live["status"] = Next(live, definition, conflict), cancellationToken);
    }

    /// <summary>Lets a definition go.</summary>
    public Task ReleaseAsync(KindDescriptor kind, CustomResourceDefinition definition, CancellationToken cancellationToken) =>
        ChangeAsync(kind, definition, "", live => live.Meta().SetFinalizers([.. live.Meta().Finalizers.Where(f => f != Finalizer)]), cancellationToken);

    private async Task ChangeAsync(
        KindDescriptor kind, CustomResourceDefinition definition, string subresource, Action<JsonObject> change, CancellationToken cancellationToken)
    {
        try
        {
            await writer.UpdateAsync(
                kind,
                "",
                definition.Metadata.Name!,
                live =>
                {
                    // Another of the same name may have taken its place; what we know is not about that one.
                    if (live.Meta().Uid == definition.Metadata.Uid)
                    {
                        change(live);
                    }

                    return live;
                },
                WriteOptions.Internal with { Subresource = subresource },
                cancellationToken);
        }
        catch (StatusException gone) when (gone.IsNotFound)
        {
            // Nothing is left to report on.
        }
    }

    private JsonNode Next(JsonObject live, CustomResourceDefinition definition, NameConflict? conflict)
    {
        var status = live["status"].Deserialize<CustomResourceDefinitionStatus>(ApiJson.Options) ?? new();
        var conditions = status.Conditions ??= [];
        if (conflict is null)
        {
            status.AcceptedNames = definition.Spec.Names;
            Set(conditions, "NamesAccepted", "True", "NoConflicts", "no conflicts found");
            Set(conditions, "Established", "True", "InitialNamesAccepted", "the initial names have been accepted");
        }
        else
        {
            Set(conditions, "NamesAccepted", "False", conflict.Reason, $"\"{conflict.Name}\" is already in use");
            Set(conditions, "Established", "False", "NotAccepted", "not all names are accepted");
        }

        if (definition.Metadata.DeletionTimestamp is not null)
        {
            Set(conditions, "Terminating", "True", "InstanceDeletionInProgress", "CustomResource deletion is in progress");
        }

        if (CustomKind.HasValidationRules(definition))
        {
            Set(conditions, "ValidationRulesEvaluated", "False", "NotSupported", "the schema has rules in CEL (x-kubernetes-validations); they are kept but not evaluated");
        }
        else
        {
            conditions.RemoveAll(c => c.Type == "ValidationRulesEvaluated");
        }

        var storage = definition.Spec.Versions!.Single(v => v.Storage).Name!;
        status.StoredVersions = [.. (status.StoredVersions ?? []).Append(storage).Distinct()];
        return JsonSerializer.SerializeToNode(status, ApiJson.Options)!;
    }

    private void Set(List<Condition> conditions, string type, string value, string reason, string message)
    {
        var condition = conditions.FirstOrDefault(c => c.Type == type);
        if (condition is null)
        {
            conditions.Add(condition = new Condition { Type = type });
        }

        if (condition.Status != value)
        {
            condition.LastTransitionTime = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        }

        (condition.Status, condition.Reason, condition.Message) = (value, reason, message);
    }
}
