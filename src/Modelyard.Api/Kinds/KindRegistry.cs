using System.Reflection;
using System.Text.Json.Nodes;

namespace Modelyard.Api;

/// <summary>The kinds that are built in, each with its schema, columns, defaulter and validator.</summary>
public static class KindRegistry
{
    /// <summary>Every built-in kind.</summary>
    public static IReadOnlyList<KindDescriptor> BuiltIn { get; } =
    [
        Describe<Namespace>(CoreColumns.Namespace),
        Describe<Secret>(CoreColumns.Secret),
        Describe<ConfigMap>(CoreColumns.ConfigMap),
        Describe<ServiceAccount>(CoreColumns.ServiceAccount),
        Describe<Event>(CoreColumns.Event),
        Describe<Pod>(PodColumns.All),
        Describe<Service>(NetworkColumns.Service),
        Describe<Node>(NetworkColumns.Node),
        Describe<Lease>(CoreColumns.Lease),
        Describe<InferenceService>(ServingColumns.InferenceService),
        Describe<ServingRuntime>(ServingColumns.ServingRuntime),
        Describe<ClusterServingRuntime>(ServingColumns.ServingRuntime),
    ];

    /// <summary>The descriptor of a type marked with <see cref="KindAttribute"/>. Cheap: its schema is only built when first needed.</summary>
    /// <typeparam name="T">The kind's type.</typeparam>
    /// <param name="columns">What <c>kubectl get</c> prints besides the name.</param>
    /// <param name="fill">Fills in defaults, in place; the schema's own defaults are filled in before.</param>
    /// <param name="validate">Finds what is wrong; the schema's own rules and the metadata are checked before.</param>
    public static KindDescriptor Describe<T>(
        IReadOnlyList<PrinterColumn> columns,
        Action<JsonObject>? fill = null,
        Func<JsonObject, JsonObject?, IReadOnlyList<FieldError>>? validate = null)
        where T : Resource
    {
        var kind = typeof(T).GetCustomAttribute<KindAttribute>(false)
            ?? throw new ArgumentException($"{typeof(T)} has no [Kind] attribute.");
        var schema = new Lazy<ResourceSchema>(static () => SchemaBuilder.Build(typeof(T)));
        return new KindDescriptor
        {
            Group = kind.Group,
            Version = kind.Version,
            Kind = kind.Kind,
            Plural = kind.Plural,
            Scope = kind.Scope,
            ShortNames = kind.ShortNames,
            Categories = kind.Categories,
            HasStatus = kind.HasStatus,
            Schema = schema,
            Columns = columns,
            Default = document =>
            {
                SchemaDefaults.Apply(schema.Value, document);
                fill?.Invoke(document);
                return document;
            },
            Validate = (document, old) =>
            {
                var errors = SchemaChecker.Check(schema.Value, document);

                // Rules on values assume the right types: with wrong ones they could only add noise.
                return errors.Count > 0 || validate is null ? errors : validate(document, old);
            },
        };
    }
}
