using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Modelyard.Ledger;

namespace Modelyard.Gateway;

/// <summary>Models in OpenAI's words.</summary>
/// <remarks>How much fits into a model and what it costs are not OpenAI's, but OpenRouter's words, which clients that choose among models read.</remarks>
internal static class ModelList
{
    // The field is defined in this currency: prices in another would be taken for it.
    private const string PricedIn = "USD";

    // Prices are millionths, those of tokens for a million of them.
    private const decimal Units = 1_000_000;
    private const decimal TokenUnits = Units * 1_000_000;

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
        if (model.Terms.ContextLength is { } length)
        {
            json.WriteNumber("context_length"u8, length);
        }

        if (model.Terms.Prices is { Currency: PricedIn } prices)
        {
            WritePrices(json, prices);
        }

        json.WriteEndObject();
    }

    private static void WritePrices(Utf8JsonWriter json, Prices prices)
    {
        json.WriteStartObject("pricing"u8);
        Write("prompt", prices.Input / TokenUnits);
        Write("completion", prices.Output / TokenUnits);
        Write("input_cache_read", prices.CachedInput / TokenUnits);
        Write("request", prices.PerRequest / Units);
        Write("image", prices.PerImage / Units);
        json.WriteEndObject();

        void Write(string name, decimal amount) => json.WriteString(name, amount.ToString("0.############", CultureInfo.InvariantCulture));
    }
}
