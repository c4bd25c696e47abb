namespace Modelyard.Api;

// What a C# type cannot say about its schema. Internal: only the types of this assembly are kinds.

/// <summary>The field must be given.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RequiredAttribute : Attribute;

/// <summary>Inherited fields that need not be given here, although the base type demands them.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OptionalFieldsAttribute(params string[] names) : Attribute
{
    public string[] Names { get; } = names;
}

/// <summary>Inherited lists that server-side apply replaces whole here, although the base type merges them.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class AtomicListsAttribute(params string[] names) : Attribute
{
    public string[] Names { get; } = names;
}

/// <summary>A list whose elements are identified by the values of some of their fields.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MapListAttribute(params string[] keys) : Attribute
{
    public string[] Keys { get; } = keys;
}

/// <summary>A list of values of which each occurs once.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SetListAttribute : Attribute;

/// <summary>Strategic merge: the field by which elements of patch and list are matched.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MergeKeyAttribute(string key) : Attribute
{
    public string Key { get; } = key;
}

/// <summary>The object is always replaced whole.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
internal sealed class AtomicMapAttribute : Attribute;

/// <summary>The only values allowed.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OneOfAttribute(params string[] values) : Attribute
{
    public string[] Values { get; } = values;
}

/// <summary>Regular expression the text must match.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PatternAttribute(string regex) : Attribute
{
    public string Regex { get; } = regex;
}

/// <summary>Smallest number allowed.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MinimumAttribute(double value) : Attribute
{
    public double Value { get; } = value;
}

/// <summary>Largest number allowed.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MaximumAttribute(double value) : Attribute
{
    public double Value { get; } = value;
}

/// <summary>What the server fills in when the field is absent.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DefaultAttribute(object value) : Attribute
{
    public object Value { get; } = value;
}
