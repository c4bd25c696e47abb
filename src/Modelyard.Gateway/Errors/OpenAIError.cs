namespace Modelyard.Gateway;

/// <summary>An error as OpenAI's clients expect it.</summary>
internal sealed record OpenAIError(int Status, string Type, string? Code, string Message)
{
    /// <summary>The request field that is to blame.</summary>
    public string? Param { get; init; }

    /// <summary>When trying again makes sense.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether trying again is of no use, although the status suggests it.</summary>
    public bool IsFinal { get; init; }

    /// <summary>Whose limit or budget stood in the way; null when none did.</summary>
    public string? LimitScope { get; init; }

    /// <summary>The methods the URL takes, for 405.</summary>
    public string? Allow { get; init; }
}
