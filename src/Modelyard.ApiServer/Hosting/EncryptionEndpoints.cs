using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Modelyard.Storage;

namespace Modelyard.ApiServer;

/// <summary>Encryption at rest: which key is in use, and changing it. For whom a role allows these paths.</summary>
internal sealed class EncryptionEndpoints(ApiServerOptions options, IResourceStore store)
{
    /// <summary>Counts the files of models, and how many of them are encrypted; null where they are not to be.</summary>
    public Func<(int Files, int Encrypted)>? ModelFiles { get; set; }

    public async Task<bool> TryHandleAsync(HttpContext http, string[] segments)
    {
        switch (segments)
        {
            case ["encryption"] when HttpMethods.IsGet(http.Request.Method):
                break;
            case ["encryption", "rotate"] when HttpMethods.IsPost(http.Request.Method):
                // Once begun it is finished: half of it would have to be done again anyway.
                await store.RotateKeyAsync(CancellationToken.None);
                break;
            case ["encryption"] or ["encryption", "rotate"]:
                throw StatusErrors.MethodNotAllowed();
            default:
                return false;
        }

        var keys = options.Encryption.Keys;
        var answer = new JsonObject
        {
            ["keyFile"] = keys.Path,
            ["keys"] = new JsonArray([.. keys.Names.Select(k => (JsonNode?)k)]),
            ["resources"] = new JsonArray([.. options.EncryptedResources.Select(r => (JsonNode?)r)]),
        };
        if (ModelFiles?.Invoke() is var (files, encrypted))
        {
            answer["modelFiles"] = new JsonObject { ["files"] = files, ["encrypted"] = encrypted };
        }

        await ResponseWriter.WriteAsync(http, StatusCodes.Ok, answer);
        return true;
    }
}
