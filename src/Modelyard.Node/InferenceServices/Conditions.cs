using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>Builds a list of conditions: sorted by type, and with a time that changes only when the status does.</summary>
internal sealed class Conditions(IReadOnlyCollection<Condition>? before, DateTimeOffset now)
{
    private readonly SortedDictionary<string, Condition> _conditions = new(StringComparer.Ordinal);

    public Condition? this[string type] => _conditions.GetValueOrDefault(type);

    public void Set(string type, bool? status, string? reason = null, string? message = null, bool informational = false)
    {
        var text = status switch { true => "True", false => "False", null => "Unknown" };
        var earlier = before?.FirstOrDefault(c => c.Type == type);
        _conditions[type] = new Condition
        {
            Type = type,
            Status = text,
            Reason = reason,
            Message = message,
            Severity = informational ? "Info" : null,
            LastTransitionTime = earlier?.Status == text ? earlier.LastTransitionTime ?? now : now,
        };
    }

    public List<Condition> ToList() => [.. _conditions.Values];
}
