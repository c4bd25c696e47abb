namespace Modelyard.Api;

/// <summary>That a quota had no room for an object, read from what the API server said.</summary>
public static class QuotaRefusal
{
    /// <summary>The reason to report for it.</summary>
    public const string Reason = "QuotaExceeded";

    private const string Forbidden = " is forbidden: ";
    private static readonly string[] Beginnings = ["exceeded quota: ", "failed quota: ", "status unknown for quota: "];

    /// <summary>
    /// What the quota said, without the object's name: a replica has another at each attempt, and who reports it would report something new
    /// each time. Null when it was refused for something else.
    /// </summary>
    public static string? Of(StatusException refused)
    {
        var said = refused.IsForbidden && refused.Message.IndexOf(Forbidden, StringComparison.Ordinal) is var at and >= 0
            ? refused.Message[(at + Forbidden.Length)..]
            : "";
        return Array.Exists(Beginnings, b => said.StartsWith(b, StringComparison.Ordinal)) ? said : null;
    }
}
