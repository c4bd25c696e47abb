namespace Modelyard.Gateway;

/// <summary>Makes a replica say at the end of a stream what was used, whether the client asked for that or not.</summary>
internal static class UsageEdit
{
    private static readonly byte[] Field = "\"stream_options\":{\"include_usage\":true},"u8.ToArray();
    private static readonly byte[] Options = "{\"include_usage\":true}"u8.ToArray();
    private static readonly byte[] Inner = "\"include_usage\":true,"u8.ToArray();
    private static readonly byte[] True = "true"u8.ToArray();

    public static BodyEdit? For(in RequestFields fields)
    {
        if (!fields.Stream || fields.IncludeUsage)
        {
            return null;
        }

        if (fields.StreamOptionsAt.IsNowhere)
        {
            // There is at least the field "stream" behind it.
            return new BodyEdit(fields.ObjectAt, 0, Field);
        }

        if (!fields.IncludeUsageAt.IsNowhere)
        {
            return new BodyEdit(fields.IncludeUsageAt.At, fields.IncludeUsageAt.Length, True);
        }

        // Null, or an object to which a field is added.
        return fields.StreamOptionsIsEmpty || fields.StreamOptionsAt.Length == "null".Length
            ? new BodyEdit(fields.StreamOptionsAt.At, fields.StreamOptionsAt.Length, Options)
            : new BodyEdit(fields.StreamOptionsAt.At + 1, 0, Inner);
    }
}
