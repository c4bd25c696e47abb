namespace Modelyard.Api;

/// <summary>Formats our own code compares with.</summary>
internal static class SchemaFormats
{
    public const string Quantity = "quantity";
    public const string DateTime = "date-time";
    public const string Bytes = "byte";
    public const string Int32 = "int32";
}
