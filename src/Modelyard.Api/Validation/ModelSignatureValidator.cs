using System.Text.Json;

namespace Modelyard.Api;

/// <summary>Rules on signatures. Whether one is good is not asked here: a bad one is worth seeing.</summary>
internal static class ModelSignatureValidator
{
    public static void Validate(ModelSignature value, ModelSignature? old, FieldErrors errors)
    {
        var path = FieldPath.Of("spec");
        var spec = value.Spec;
        if (spec.Document is { Length: 0 or > ModelSignatureSpec.LongestDocument } document)
        {
            errors.Invalid(path.Child("document"), $"{document.Length} bytes", $"must have 1 to {ModelSignatureSpec.LongestDocument} bytes");
        }

        if (spec is { Format: "SimpleSigning", Signature: not { Length: > 0 } })
        {
            errors.Required(path.Child("signature"), "the signature over the document");
        }

        if (spec.Format == "Bundle")
        {
            RuleOut(spec.Signature, "signature");
            RuleOut(spec.Certificates, "certificates");
            RuleOut(spec.LogEntry, "logEntry");
        }

        if (old is not null && JsonSerializer.Serialize(value.Spec, ApiJson.Options) != JsonSerializer.Serialize(old.Spec, ApiJson.Options))
        {
            errors.Forbidden(path, "a signature never changes: add another, and delete this one if it is of no use");
        }

        void RuleOut(object? given, string field)
        {
            if (given is not null)
            {
                errors.Forbidden(path.Child(field), "a bundle holds it already");
            }
        }
    }
}
