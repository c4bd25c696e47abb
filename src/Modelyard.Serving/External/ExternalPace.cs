namespace Modelyard.Serving;

/// <summary>How often services elsewhere are asked whether they are there.</summary>
internal sealed record ExternalPace
{
    /// <summary>How long one may take to answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After an answer that was good.</summary>
    public TimeSpan WhenGood { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>After one that was not, or none.</summary>
    public TimeSpan WhenBad { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How often the key is looked at, which may be replaced at any time.</summary>
    public TimeSpan ForKeys { get; init; } = TimeSpan.FromSeconds(10);
}
