using System.Text.Json.Nodes;

namespace Modelyard.ApiServer;

/// <summary>Who manages which fields of one object: <c>metadata.managedFields</c>, read and written.</summary>
internal sealed class ManagedFields
{
    private readonly Dictionary<FieldManager, (FieldTree Fields, string Time)> _entries = [];

    public IEnumerable<FieldManager> Managers => _entries.Keys;

    public FieldTree this[FieldManager manager] => _entries.TryGetValue(manager, out var entry) ? entry.Fields : new FieldTree();

    public static ManagedFields Of(JsonObject? document)
    {
        var managed = new ManagedFields();
        foreach (var entry in document?["metadata"]?["managedFields"] is JsonArray list ? list.OfType<JsonObject>() : [])
        {
            if (entry["fieldsV1"] is JsonObject fields)
            {
                managed._entries[FieldManager.FromJson(entry)] = (FieldTree.FromJson(fields), entry["time"]?.ToString() ?? "");
            }
        }

        return managed;
    }

    /// <summary>Notes what a manager owns; the time moves only when that changes, so that a repeated write changes nothing.</summary>
    public void Set(FieldManager manager, FieldTree fields, string now)
    {
        if (fields.IsEmpty)
        {
            _entries.Remove(manager);
        }
        else if (!_entries.TryGetValue(manager, out var before) || !before.Fields.SetEquals(fields))
        {
            _entries[manager] = (fields, now);
        }
    }

    /// <summary>Takes fields away from a manager; that others took them is no act of its own, so its time stays.</summary>
    public void Take(FieldManager manager, FieldTree fields)
    {
        var (before, time) = _entries[manager];
        var left = before.Except(fields);
        if (left.IsEmpty)
        {
            _entries.Remove(manager);
        }
        else
        {
            _entries[manager] = (left, time);
        }
    }

    /// <summary>Everything anybody owns.</summary>
    public FieldTree All() => _entries.Values.Aggregate(new FieldTree(), (all, entry) => all.Union(entry.Fields));

    public void WriteTo(JsonObject document)
    {
        var metadata = document.Meta().Object;
        if (_entries.Count == 0)
        {
            metadata.Remove("managedFields");
            return;
        }

        metadata["managedFields"] = new JsonArray([.. _entries
            .OrderBy(e => e.Key.Operation, StringComparer.Ordinal)
            .ThenBy(e => e.Value.Time, StringComparer.Ordinal)
            .ThenBy(e => e.Key.Name, StringComparer.Ordinal)
            .ThenBy(e => e.Key.ApiVersion, StringComparer.Ordinal)
            .ThenBy(e => e.Key.Subresource, StringComparer.Ordinal)
            .Select(e => e.Key.ToJson(e.Value.Time, e.Value.Fields))]);
    }
}
