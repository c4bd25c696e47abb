using System.Text.Json.Nodes;

namespace Modelyard.Api;

/// <summary>A property's schema in the making: its type's, refined by the property's attributes.</summary>
internal sealed class SchemaNode(ResourceSchema type)
{
    private string? _listType = type.ListType;
    private string? _mapType = type.MapType;
    private string? _mergeKey = type.PatchMergeKey;
    private string? _pattern = type.Pattern;
    private IReadOnlyList<string> _listMapKeys = type.ListMapKeys;
    private IReadOnlyList<string> _enum = type.Enum;
    private double? _minimum = type.Minimum;
    private double? _maximum = type.Maximum;
    private JsonNode? _default = type.Default;

    public string? DocumentedBy { get; init; } = type.DocumentedBy;

    /// <summary>The same list, but replaced whole.</summary>
    public static ResourceSchema Atomic(ResourceSchema list) => new SchemaNode(list) { _listType = null, _listMapKeys = [] }.ToSchema();

    public void Take(object attribute)
    {
        switch (attribute)
        {
            case MapListAttribute map:
                (_listType, _listMapKeys) = ("map", map.Keys);
                break;
            case SetListAttribute:
                _listType = "set";
                break;
            case MergeKeyAttribute merge:
                _mergeKey = merge.Key;
                break;
            case AtomicMapAttribute:
                _mapType = "atomic";
                break;
            case OneOfAttribute oneOf:
                _enum = oneOf.Values;
                break;
            case PatternAttribute pattern:
                _pattern = pattern.Regex;
                break;
            case MinimumAttribute minimum:
                _minimum = minimum.Value;
                break;
            case MaximumAttribute maximum:
                _maximum = maximum.Value;
                break;
            case DefaultAttribute value:
                _default = value.Value switch
                {
                    string text => JsonValue.Create(text),
                    bool flag => JsonValue.Create(flag),
                    int number => JsonValue.Create(number),
                    _ => throw new NotSupportedException($"A default of type {value.Value.GetType()} is not supported."),
                };
                break;
        }
    }

    public ResourceSchema ToSchema() => new()
    {
        DocumentedBy = DocumentedBy,
        TypeName = type.TypeName,
        Type = type.Type,
        Format = type.Format,
        Properties = type.Properties,
        AdditionalProperties = type.AdditionalProperties,
        Items = type.Items,
        Required = type.Required,
        PreserveUnknownFields = type.PreserveUnknownFields,
        IntOrString = type.IntOrString,
        ListType = _listType,
        ListMapKeys = _listMapKeys,
        MapType = _mapType,
        PatchMergeKey = _mergeKey,
        Enum = _enum,
        Pattern = _pattern,
        Minimum = _minimum,
        Maximum = _maximum,
        Default = _default,
    };
}
