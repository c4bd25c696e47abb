namespace Modelyard.Api;

/// <summary>Rules on members.</summary>
internal static class MemberValidator
{
    public static void Validate(Member value, Member? old, FieldErrors errors)
    {
        var path = FieldPath.Of("spec");
        TenancyRules.CheckUser(value.Spec!.User, path.Child("user"), errors);
        foreach (var (index, team) in (value.Spec.Teams ?? []).Index())
        {
            errors.Check(path.Child("teams").Index(index), team, NameRules.Label);
        }
    }
}
