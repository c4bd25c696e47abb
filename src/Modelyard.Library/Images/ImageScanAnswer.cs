namespace Modelyard.Library;

/// <summary>What a scanner says when it is asked for a report.</summary>
internal abstract record ImageScanAnswer
{
    /// <param name="After">When to ask again, as the scanner wants it.</param>
    internal sealed record Unfinished(TimeSpan? After) : ImageScanAnswer;

    /// <summary>The scanner knows nothing of the request: it was restarted, or the report was not fetched in time.</summary>
    internal sealed record Forgotten : ImageScanAnswer;

    internal sealed record Finished(HarborReport Report) : ImageScanAnswer;
}
