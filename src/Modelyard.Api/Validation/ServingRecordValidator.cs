namespace Modelyard.Api;

/// <summary>Rules on records of what ran.</summary>
internal static class ServingRecordValidator
{
    public static void Validate(ServingRecord value, ServingRecord? old, FieldErrors errors)
    {
        errors.Check(FieldPath.Of("service"), value.Service ?? "", NameRules.Subdomain);
        foreach (var (index, model) in (value.Models ?? []).Index())
        {
            if (model.Version is { } version && VersionReference.Parse(version) is not { Project: not null })
            {
                errors.Invalid(FieldPath.Of("models").Index(index).Child("version"), version, "must be written project/model:version");
            }
        }
    }
}
