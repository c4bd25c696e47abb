namespace Modelyard.Api;

/// <summary>Builds a list of conditions: sorted by type, and with a time that changes only when the status does.</summary>
/// <param name="before">The conditions there were.</param>
/// <param name="now">The time of what changes.</param>
public sealed class Conditions(IReadOnlyCollection<Condition>? before, DateTimeOffset now)
{
    private readonly SortedDictionary<string, Condition> _conditions = new(StringComparer.Ordinal);

    /// <summary>The condition of a type, as far as it was set.</summary>
    public Condition? this[string type] => _conditions.GetValueOrDefault(type);

    /// <summary>Sets a condition.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="status">True, false, or null for unknown.</param>
    /// <param name="reason">One word.</param>
    /// <param name="message">For a person.</param>
    /// <param name="informational">Whether it does not count towards readiness.</param>
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

    /// <summary>The conditions that were set.</summary>
    public List<Condition> ToList() => [.. _conditions.Values];
}
