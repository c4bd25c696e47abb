namespace Modelyard.Api;

/// <summary>Rules on events.</summary>
internal static class EventValidator
{
    public static void Validate(Event value, Event? old, FieldErrors errors)
    {
        _ = old;
        var involved = value.InvolvedObject?.Namespace ?? "";
        if (involved.Length > 0 && value.Metadata.Namespace is { Length: > 0 } own && own != involved)
        {
            errors.Invalid(FieldPath.Of("involvedObject").Child("namespace"), involved, "does not match event.namespace");
        }

        errors.OneOf(FieldPath.Of("type"), value.Type, "Normal", "Warning");
    }
}
