using System.Text.Json;

namespace Modelyard.Api;

/// <summary>Rules on versions: what one is never changes.</summary>
internal static class ModelVersionValidator
{
    public static void Validate(ModelVersion value, ModelVersion? old, FieldErrors errors)
    {
        var path = FieldPath.Of("spec");
        if (VersionReference.Parse($"{value.Spec.Model}:{value.Spec.Version}") is not { } reference)
        {
            errors.Invalid(path.Child("version"), value.Spec.Version, "model and version must look like atlas and 1.2: letters, digits, '.', '_' and '-'");
        }
        else if (old is null && value.Metadata.Name != reference.ResourceName)
        {
            errors.Invalid(FieldPath.Of("metadata").Child("name"), value.Metadata.Name, $"the version {reference} must be called {reference.ResourceName}");
        }

        if (!LibraryNames.Stages.Contains(LibraryNames.StageOf(value), StringComparer.Ordinal))
        {
            errors.Invalid(
                FieldPath.Of("metadata").Child("labels").Key(LibraryNames.StageLabel), LibraryNames.StageOf(value), $"must be one of {string.Join(", ", LibraryNames.Stages)}");
        }

        if (old is not null && JsonSerializer.Serialize(value.Spec, ApiJson.Options) != JsonSerializer.Serialize(old.Spec, ApiJson.Options))
        {
            errors.Forbidden(path, "a version never changes: other content is another version");
        }
    }
}
