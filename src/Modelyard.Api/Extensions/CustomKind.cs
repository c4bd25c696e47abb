using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modelyard.Api;

/// <summary>Makes kinds of definitions.</summary>
public static class CustomKind
{
    private static readonly PrinterColumn[] OnlyAge = [Column.Age];

    /// <summary>The kinds a definition adds: one for each version that is served. The definition must have passed validation.</summary>
    public static IReadOnlyList<KindDescriptor> Of(CustomResourceDefinition definition) =>
        [.. definition.Spec.Versions!.Where(v => v.Served).Select(v => Of(definition.Spec, v))];

    /// <summary>Whether a schema has rules in CEL, which are not evaluated.</summary>
    public static bool HasValidationRules(CustomResourceDefinition definition) => CustomResourceDefinitionValidator.HasValidationRules(definition);

    private static KindDescriptor Of(CustomResourceDefinitionSpec spec, CustomResourceVersion version)
    {
        var names = spec.Names!;
        var schema = new Lazy<ResourceSchema>(() => Schema(version));
        return new KindDescriptor
        {
            Group = spec.Group!,
            Version = version.Name!,
            Kind = names.Kind!,
            ListKind = names.ListKind ?? names.Kind + "List",
            Plural = names.Plural!,
            Singular = names.Singular is { Length: > 0 } singular ? singular : names.Kind!.ToLowerInvariant(),
            Scope = spec.Scope == "Namespaced" ? ResourceScope.Namespaced : ResourceScope.Cluster,
            ShortNames = names.ShortNames ?? [],
            Categories = names.Categories ?? [],
            HasStatus = version.Subresources?.Status is not null,
            HasGeneration = true,
            IsCustom = true,
            Scale = version.Subresources?.Scale,
            DeprecationWarning = version.Deprecated == true
                ? version.DeprecationWarning ?? $"{spec.Group}/{version.Name} {names.Kind} is deprecated"
                : null,
            SelectableFields = [.. (version.SelectableFields ?? []).Select(f => f.JsonPath!.TrimStart('.'))],
            Schema = schema,
            Columns = version.AdditionalPrinterColumns is { Count: > 0 } columns ? [.. columns.Select(ColumnOf)] : OnlyAge,
            Default = document =>
            {
                SchemaDefaults.Apply(schema.Value, document);
                return document;
            },
            Validate = (document, _) => Validate(schema.Value, document),
        };
    }

    private static ResourceSchema Schema(CustomResourceVersion version)
    {
        var own = new StructuralSchemaReader().Read(version.Schema!.OpenApiSchema!, FieldPath.Of("schema"));

        // What every object has is not the user's to describe.
        var common = SchemaBuilder.Build(typeof(ConfigMap)).Properties!;
        var properties = new Dictionary<string, ResourceSchema>(own.Properties ?? new Dictionary<string, ResourceSchema>(), StringComparer.Ordinal);
        foreach (var name in (string[])["apiVersion", "kind", "metadata"])
        {
            properties[name] = common[name];
        }

        return new ResourceSchema
        {
            Description = own.Description,
            Type = SchemaType.Object,
            Properties = properties,
            Required = own.Required,
            PreserveUnknownFields = own.PreserveUnknownFields,
            Rules = own.Rules,
        };
    }

    private static PrinterColumn ColumnOf(CustomResourceColumn column)
    {
        var query = FieldQuery.Parse(column.JsonPath)!;
        return new PrinterColumn(column.Name!, column.Type!, document => Cell(query, column.Type!, document), column.Priority ?? 0, column.Description ?? "");
    }

    private static JsonNode? Cell(FieldQuery query, string type, JsonObject document) => query.First(document) switch
    {
        null => null,
        JsonValue value when type == "string" && value.GetValueKind() != JsonValueKind.String => value.ToJsonString(),
        JsonValue value => value.DeepClone(),
        var composite => composite.ToJsonString(),
    };

    private static IReadOnlyList<FieldError> Validate(ResourceSchema schema, JsonObject document)
    {
        var errors = SchemaChecker.Check(schema, document);
        if (errors.Count > 0)
        {
            return errors;
        }

        var found = new FieldErrors();
        MetadataValidator.Validate(document["metadata"].Deserialize<ObjectMeta>(ApiJson.Options) ?? new(), NameRules.Subdomain, found);
        return found.All;
    }
}
