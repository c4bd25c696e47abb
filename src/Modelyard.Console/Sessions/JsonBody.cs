using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Modelyard.WebConsole;

/// <summary>Small documents that browsers send.</summary>
internal static class JsonBody
{
    private const int Limit = 16 * 1024;

    public static async Task<T> ReadAsync<T>(HttpContext http)
        where T : class
    {
        // Forms of other pages can send plain text, but not this.
        if (!http.Request.HasJsonContentType())
        {
            throw new RefusedException(new Refusal(415, "UnsupportedMediaType", "Send the content type application/json."));
        }

        http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = Limit;
        try
        {
            return await http.Request.ReadFromJsonAsync<T>(http.RequestAborted) ?? throw Refusal.BadRequest("The body is null; send an object.");
        }
        catch (JsonException)
        {
            // Its message would quote what was sent, which may be a password.
            throw Refusal.BadRequest("The body is not the JSON that is expected here.");
        }
    }
}
