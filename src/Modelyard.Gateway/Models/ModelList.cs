using System.Buffers;
using System.Text.Json;
using Modelyard.Ledger;

namespace Modelyard.Gateway;

/// <summary>Models in OpenAI's words.</summary>
internal static class ModelList
{
    /// <summary>What <paramref name="key"/> may use of <paramref name="reach"/>, or of all; each under the shortest id that means it and nothing else.</summary>
    public static ReadOnlyMemory<byte> Write(ModelSnapshot snapshot, ApiKey key, ServedModel[]? reach)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteString("object"u8, "list"u8);
        json.WriteStartArray("data"u8);
        var tenant = snapshot.Tenants.OwnerOf(key.Namespace);
        foreach (var model in snapshot.Models)
        {
            if (AccessPolicy.Permits(key, tenant, model) && (reach is null || reach.Contains(model)))
            {
                WriteModel(json, model, IdOf(snapshot, key, tenant, model));
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return output.WrittenMemory;
    }

    public static ReadOnlyMemory<byte> Write(ServedModel model, string id)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(output);
        WriteModel(json, model, id);
        json.Flush();
        return output.WrittenMemory;
    }

    public static async ValueTask SendAsync(GatewayCall call, ReadOnlyMemory<byte> body)
    {
        var http = call.Http;
        call.StampProcessingTime();
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    private static string IdOf(ModelSnapshot snapshot, ApiKey key, Tenant? tenant, ServedModel model)
    {
        foreach (var other in snapshot.Named(model.Name))
        {
            if (other != model && AccessPolicy.Permits(key, tenant, other))
            {
                return model.QualifiedId;
            }
        }

        return model.Name;
    }

    private static void WriteModel(Utf8JsonWriter json, ServedModel model, string id)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, id);
        json.WriteString("object"u8, "model"u8);
        json.WriteNumber("created"u8, model.Created.ToUnixTimeSeconds());
        json.WriteString("owned_by"u8, model.Namespace);
        json.WriteEndObject();
    }
}
