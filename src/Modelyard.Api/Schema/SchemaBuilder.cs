using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Modelyard.Api;

/// <summary>Makes schemas from C# types. What is below a type is built once and shared by all kinds that use the type.</summary>
internal static class SchemaBuilder
{
    private static readonly ConcurrentDictionary<Type, ResourceSchema> Objects = new();

    /// <summary>The schema of a kind.</summary>
    public static ResourceSchema Build(Type kind) => OfObject(kind);

    private static ResourceSchema OfObject(Type type) => Objects.GetOrAdd(type, static t => BuildObject(t));

    private static ResourceSchema BuildObject(Type type)
    {
        var properties = new Dictionary<string, ResourceSchema>(StringComparer.Ordinal);
        var required = new List<string>();
        if (type.BaseType is { } parent && parent != typeof(object))
        {
            var inherited = OfObject(parent);
            foreach (var (name, schema) in inherited.Properties!)
            {
                properties.Add(name, schema);
            }

            required.AddRange(inherited.Required.Except(type.GetCustomAttribute<OptionalFieldsAttribute>(false)?.Names ?? []));
            foreach (var name in type.GetCustomAttribute<AtomicListsAttribute>(false)?.Names ?? [])
            {
                properties[name] = SchemaNode.Atomic(properties[name]);
            }
        }

        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        {
            if (property.SetMethod is null || property.IsDefined(typeof(JsonIgnoreAttribute), false))
            {
                continue;
            }

            var attributes = property.GetCustomAttributes(false);
            var name = attributes.OfType<JsonPropertyNameAttribute>().FirstOrDefault()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            properties[name] = OfProperty(property, attributes);
            if (attributes.OfType<RequiredAttribute>().Any())
            {
                required.Add(name);
            }
        }

        return new ResourceSchema
        {
            Type = SchemaType.Object,
            TypeName = type.Name,
            DocumentedBy = "T:" + DocName(type),
            Properties = properties,
            Required = required,
            MapType = type.IsDefined(typeof(AtomicMapAttribute), false) ? "atomic" : null,
        };
    }

    private static ResourceSchema OfProperty(PropertyInfo property, object[] attributes)
    {
        var owner = property.DeclaringType!;

        // "spec" and "status" are declared once for all kinds; what they are for is said by their types.
        var member = owner.IsGenericType ? "T:" + DocName(property.PropertyType) : $"P:{DocName(owner)}.{property.Name}";
        var node = new SchemaNode(OfType(property.PropertyType)) { DocumentedBy = member };
        foreach (var attribute in attributes)
        {
            node.Take(attribute);
        }

        return node.ToSchema();
    }

    private static ResourceSchema OfType(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsGenericType && type.GetGenericTypeDefinition() is var generic)
        {
            var arguments = type.GetGenericArguments();
            return generic == typeof(List<>) ? new ResourceSchema { Type = SchemaType.Array, Items = OfType(arguments[0]) }
                : generic == typeof(Dictionary<,>) ? new ResourceSchema { Type = SchemaType.Object, AdditionalProperties = OfType(arguments[1]) }
                : throw new NotSupportedException($"{type} has no schema: use List<T> or Dictionary<string, T>.");
        }

        return Scalars.TryGetValue(type, out var scalar) ? scalar : OfObject(type);
    }

    private static string DocName(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static readonly Dictionary<Type, ResourceSchema> Scalars = new()
    {
        [typeof(string)] = new() { Type = SchemaType.String },
        [typeof(bool)] = new() { Type = SchemaType.Boolean },
        [typeof(int)] = new() { Type = SchemaType.Integer, Format = "int32" },
        [typeof(long)] = new() { Type = SchemaType.Integer, Format = "int64" },
        [typeof(double)] = new() { Type = SchemaType.Number, Format = "double" },
        [typeof(DateTimeOffset)] = new() { Type = SchemaType.String, Format = "date-time" },
        [typeof(byte[])] = new() { Type = SchemaType.String, Format = "byte" },
        [typeof(Quantity)] = new() { Type = SchemaType.Any, Format = SchemaFormats.Quantity, IntOrString = true, Pattern = Quantity.Pattern },
        [typeof(decimal)] = new() { Type = SchemaType.Any, Format = SchemaFormats.Decimal, IntOrString = true, Pattern = DecimalConverter.Pattern },
        [typeof(IntOrString)] = new() { Type = SchemaType.Any, Format = "int-or-string", IntOrString = true },
        [typeof(JsonObject)] = new() { Type = SchemaType.Object, PreserveUnknownFields = true },
        [typeof(JsonNode)] = new() { Type = SchemaType.Any, PreserveUnknownFields = true },
    };
}
