using Modelyard.Api;
using Modelyard.Ledger;

namespace Modelyard.ApiServer;

/// <summary>Refusals of the ledger in the words of the API.</summary>
internal static class LedgerErrors
{
    public static async Task<T> TranslateAsync<T>(KindDescriptor kind, string name, Func<Task<T>> action)
    {
        try
        {
            return await action();
        }
        catch (LedgerException refused)
        {
            throw Translate(kind, name, refused);
        }
    }

    private static StatusException Translate(KindDescriptor kind, string name, LedgerException refused) => refused.Failure switch
    {
        LedgerFailure.AlreadyExists => StatusErrors.AlreadyExists(kind, name),
        LedgerFailure.NotFound => StatusErrors.NotFound(kind, name),
        LedgerFailure.Conflict => StatusErrors.Modified(kind, name),
        LedgerFailure.Invalid => StatusErrors.Invalid(kind, name, [.. refused.Message.Split('\n').Select(Field)]),
        _ => StatusErrors.Unavailable(refused.Message),
    };

    // Messages of the ledger begin with the field they are about.
    private static FieldError Field(string message)
    {
        var colon = message.IndexOf(": ", StringComparison.Ordinal);
        var field = colon > 0 && !message.AsSpan(0, colon).Contains(' ') ? message[..colon] : null;
        return field is null ? FieldError.Forbidden("spec", message) : FieldError.Forbidden($"spec.{field}", message[(colon + 2)..]);
    }
}
