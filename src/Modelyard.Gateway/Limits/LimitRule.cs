namespace Modelyard.Gateway;

/// <summary>What a subject may use. What is null is not limited.</summary>
internal sealed record LimitRule(LimitSubject Subject, long? RequestsPerMinute, long? TokensPerMinute, int? ConcurrentRequests)
{
    public bool IsEmpty => RequestsPerMinute is null && TokensPerMinute is null && ConcurrentRequests is null;
}
