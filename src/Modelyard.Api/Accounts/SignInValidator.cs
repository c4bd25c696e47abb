namespace Modelyard.Api;

/// <summary>Rules on attempts to sign in. What was sent is in no message: it may be a password in the wrong field.</summary>
internal static class SignInValidator
{
    private const int LongestName = 253;
    private const int LongestPassword = 256;
    private const int LongestAddress = 64;

    public static void Validate(SignIn value, SignIn? old, FieldErrors errors)
    {
        var (spec, path) = (value.Spec!, FieldPath.Of("spec"));
        foreach (var (field, text, longest) in ((string, string?, int)[])
            [("user", spec.User, LongestName), ("password", spec.Password, LongestPassword), ("address", spec.Address, LongestAddress)])
        {
            if (text?.Length > longest)
            {
                errors.TooLong(path.Child(field), $"may not be more than {longest} characters");
            }
        }
    }
}
