using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Modelyard.ApiServer;

/// <summary>Where the next page starts and which revision it belongs to. Opaque to clients.</summary>
internal sealed record ContinueToken(long Revision, string Namespace, string Name)
{
    public static ContinueToken Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<ContinueToken>(Base64Url.DecodeFromChars(text)) is { Name: not null, Namespace: not null } token
                ? token
                : throw Malformed();
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            throw Malformed();
        }
    }

    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this)));

    private static Exception Malformed() => StatusErrors.BadRequest("continue key is not valid: pass the value of metadata.continue of the page before");
}
