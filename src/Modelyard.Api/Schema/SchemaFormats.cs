namespace Modelyard.Api;

/// <summary>Formats our own code compares with.</summary>
internal static class SchemaFormats
{
    public const string Quantity = "quantity";
    public const string Decimal = "decimal";
    public const string DateTime = "date-time";
    public const string Bytes = "byte";
    public const string Int32 = "int32";

    /// <summary>Whether the value is an amount: a number, fractional or not, or the text of one.</summary>
    public static bool IsAmount(string? format) => format is Quantity or Decimal;
}
