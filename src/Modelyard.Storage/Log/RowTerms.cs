namespace Modelyard.Storage;

/// <summary>The terms of a document as one text in its row. A row without is of unknown terms: encrypted, or of an older release.</summary>
internal static class RowTerms
{
    private const char Separator = '\n';

    // Databases bound how long a condition may be; whoever names more looks at all there is.
    private const int MostSought = 100;

    public static string? Of(DocumentTerms? terms, ReadOnlySpan<byte> document)
    {
        if (terms is null || SealedDocument.IsSealed(document) || terms(document) is not { } found || found.Any(static t => t.Any(char.IsControl)))
        {
            return null;
        }

        return $"{Separator}{string.Concat(found.Select(static t => t + Separator))}";
    }

    /// <summary>What the text of a row contains that has the term, and no other.</summary>
    public static string Sought(string term) => $"{Separator}{term}{Separator}";

    /// <summary>The condition on a row that is of unknown terms or has one of each group.</summary>
    /// <param name="query">What is listed.</param>
    /// <param name="column">The column of the terms.</param>
    /// <param name="contains">How a database says that the column contains the parameter of this number, from 0 on.</param>
    /// <param name="parameters">The values of the parameters.</param>
    public static string Condition(ListQuery query, string column, Func<int, string> contains, out IReadOnlyList<string> parameters)
    {
        parameters = [.. query.Bearing.SelectMany(static group => group).Select(Sought)];
        if (query.Bearing.Count == 0 || parameters.Count > MostSought)
        {
            parameters = [];
            return "true";
        }

        var number = 0;
        var groups = query.Bearing.Select(group => $"(false{string.Concat(group.Select(_ => $" or {contains(number++)}"))})");
        return $"({column} is null or {string.Join(" and ", groups)})";
    }
}
