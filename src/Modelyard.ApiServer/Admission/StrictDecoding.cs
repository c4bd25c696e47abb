using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Fields the schema does not have: refused, warned about or dropped in silence, as the client asked. Never stored.</summary>
internal static class StrictDecoding
{
    public static void Apply(KindDescriptor kind, JsonObject document, WriteOptions options)
    {
        var schema = kind.Schema.Value;
        if (options.FieldValidation != FieldValidation.Ignore)
        {
            var unknown = SchemaChecker.UnknownFields(schema, document);
            if (unknown.Count > 0 && options.FieldValidation == FieldValidation.Strict)
            {
                throw options.RefuseUnknown(kind, document, $"strict decoding error: {string.Join(", ", unknown)}");
            }

            foreach (var warning in unknown)
            {
                options.Warn(warning);
            }
        }

        Pruner.Prune(schema, document);
    }

    /// <summary>The refusal of a whole object.</summary>
    public static Exception RefuseObject(KindDescriptor kind, JsonObject document, string why) =>
        StatusErrors.BadRequest($"{kind.Kind} in version \"{kind.Version}\" cannot be handled as a {kind.Kind}: {why}");

    /// <summary>The refusal of a patch, which can only be judged by its result.</summary>
    public static Exception RefusePatch(KindDescriptor kind, JsonObject document, string why) =>
        StatusErrors.InvalidPatch(document.ToJsonString(ApiJson.Options), why);
}
