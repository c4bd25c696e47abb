using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Modelyard.Inference;

/// <summary><c>GET /v1/models</c> and <c>GET /v1/models/{id}</c>, with vLLM's <c>max_model_len</c>.</summary>
internal sealed class ModelsEndpoint(ServerState state)
{
    internal Task ListAsync(HttpContext context)
    {
        var model = state.Model;
        return JsonOutput.WriteAsync(
            context.Response,
            json =>
            {
                json.WriteStartObject();
                json.WriteString("object"u8, "list"u8);
                json.WriteStartArray("data"u8);
                Write(json, model);
                json.WriteEndArray();
                json.WriteEndObject();
            },
            context.RequestAborted);
    }

    internal Task GetAsync(HttpContext context)
    {
        var model = state.Find(context.Request.RouteValues["id"] as string);
        return JsonOutput.WriteAsync(context.Response, json => Write(json, model), context.RequestAborted);
    }

    private static void Write(Utf8JsonWriter json, ServedModel model)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, model.Alias);
        json.WriteString("object"u8, "model"u8);
        json.WriteNumber("created"u8, model.Created);
        json.WriteString("owned_by"u8, "modelyard"u8);
        json.WriteNumber("max_model_len"u8, model.ContextSize);
        json.WriteEndObject();
    }
}
