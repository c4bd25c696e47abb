using System.Net;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Keeps the record of who manages which fields, and does server-side apply by it.</summary>
internal sealed class FieldOwnership(TimeProvider time)
{
    // Set by the server: nobody manages them.
    private static readonly string[] ServerMetadata =
    [
        "name", "namespace", "creationTimestamp", "selfLink", "uid", "generation", "managedFields", "resourceVersion",
        "deletionTimestamp", "deletionGracePeriodSeconds",
    ];

    private string Now => DocumentMetadata.Time(time.GetUtcNow());

    /// <summary>Records what a create, an update or a patch changed, in <paramref name="next"/>.</summary>
    public void Track(KindDescriptor kind, JsonObject? live, JsonObject next, WriteOptions options)
    {
        var manager = new FieldManager(options.FieldManager, FieldManager.Update, kind.ApiVersion, options.Subresource);
        var managed = IsReset(next) ? new ManagedFields() : ManagedFields.Of(live);
        var comparison = Compare(kind, live, next, options);
        var taken = comparison.Added.Union(comparison.Modified);
        TakeFromOthers(managed, manager, taken.Union(comparison.Removed));
        managed.Set(manager, managed[manager].Except(comparison.Removed).Union(taken), Now);
        managed.WriteTo(next);
    }

    /// <summary>Server-side apply: what becomes of <paramref name="live"/> when a manager applies <paramref name="configuration"/>.</summary>
    /// <exception cref="StatusException">A conflict, when fields that others manage would change and <paramref name="force"/> is not set.</exception>
    public JsonObject Apply(KindDescriptor kind, JsonObject live, JsonObject configuration, bool force, WriteOptions options)
    {
        var schema = kind.Schema.Value;
        var manager = new FieldManager(options.FieldManager, FieldManager.Apply, kind.ApiVersion, options.Subresource);
        var managed = ManagedFields.Of(live);
        var before = managed[manager];
        var claimed = Owned(kind, configuration, options);
        managed.Set(manager, FieldSets.Of(schema, claimed), Now);

        var next = (JsonObject)live.DeepClone();
        SchemaMerge.Apply(schema, next, claimed);
        FieldRemoval.Apply(schema, next, before, managed.All());

        var comparison = Compare(kind, live, next, options);
        var changed = comparison.Added.Union(comparison.Modified);
        if (!force)
        {
            RefuseConflicts(managed, manager, changed);
        }

        TakeFromOthers(managed, manager, changed.Union(comparison.Removed));
        managed.WriteTo(next);
        return next;
    }

    private static FieldComparison Compare(KindDescriptor kind, JsonObject? live, JsonObject next, WriteOptions options)
    {
        var (before, after) = (Owned(kind, live, options), Owned(kind, next, options));

        // Every object has metadata: nobody adds or removes that.
        before.TryAdd("metadata", new JsonObject());
        after.TryAdd("metadata", new JsonObject());
        return FieldComparison.Of(kind.Schema.Value, before, after);
    }

    private static void TakeFromOthers(ManagedFields managed, FieldManager self, FieldTree fields)
    {
        foreach (var other in managed.Managers.Where(m => m != self).ToList())
        {
            managed.Take(other, fields);
        }
    }

    private static void RefuseConflicts(ManagedFields managed, FieldManager self, FieldTree changed)
    {
        var conflicts = managed.Managers.Where(m => m != self)
            .SelectMany(m => managed[m].Intersect(changed).Paths().Select(path => (Manager: m.ToString(), Path: PathElements.Print(path))))
            .OrderBy(c => c.Manager, StringComparer.Ordinal)
            .ToList();
        if (conflicts.Count == 0)
        {
            return;
        }

        throw new StatusException(HttpStatusCode.Conflict, StatusReason.Conflict, Message(conflicts), new StatusDetails
        {
            Causes = [.. conflicts.Select(c => new StatusCause { Reason = "FieldManagerConflict", Message = $"conflict with {c.Manager}", Field = c.Path })],
        });
    }

    private static string Message(List<(string Manager, string Path)> conflicts)
    {
        if (conflicts is [var (manager, path)])
        {
            return $"Apply failed with 1 conflict: conflict with {manager}: {path}";
        }

        var byManager = conflicts.GroupBy(c => c.Manager).Select(g => $"conflicts with {g.Key}:\n{string.Join('\n', g.Select(c => "- " + c.Path))}");
        return $"Apply failed with {conflicts.Count} conflicts: {string.Join('\n', byManager)}";
    }

    /// <summary>A client that sends an empty record wants it started afresh.</summary>
    private static bool IsReset(JsonObject next) =>
        next["metadata"]?["managedFields"] is JsonArray list && (list.Count == 0 || list is [JsonObject { Count: 0 }]);

    /// <summary>The part of a document that a write through this subresource can own.</summary>
    private static JsonObject Owned(KindDescriptor kind, JsonObject? document, WriteOptions options)
    {
        var owned = new JsonObject();
        foreach (var (name, value) in document ?? [])
        {
            var isStatus = kind.HasStatus && name == "status";
            if (name is "apiVersion" or "kind" || value is null || (options.Subresource == "status" ? !isStatus : isStatus))
            {
                continue;
            }

            owned[name] = value.DeepClone();
        }

        if (owned["metadata"] is JsonObject metadata)
        {
            foreach (var property in ServerMetadata)
            {
                metadata.Remove(property);
            }

            if (metadata.Count == 0)
            {
                owned.Remove("metadata");
            }
        }

        return owned;
    }
}
