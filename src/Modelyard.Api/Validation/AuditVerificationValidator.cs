using System.Globalization;

namespace Modelyard.Api;

/// <summary>Rules of AuditVerification.</summary>
internal static class AuditVerificationValidator
{
    public static void Validate(AuditVerification value, AuditVerification? old, FieldErrors errors)
    {
        var (spec, path) = (value.Spec, FieldPath.Of("spec"));
        if (spec.Head?.Split(':')[0] is not { } text)
        {
            return;
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var noted))
        {
            errors.Invalid(path.Child("head"), spec.Head, "must be NUMBER:HASH, as status.head of an earlier answer");
        }
        else if (spec.From > noted)
        {
            errors.Invalid(path.Child("from"), spec.From, "must not be after the record of spec.head, which could not be looked at then");
        }
    }
}
