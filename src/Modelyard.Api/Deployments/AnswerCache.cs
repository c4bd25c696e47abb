namespace Modelyard.Api;

/// <summary>Keeps answers, for each organization apart, and gives the same answer to the same request.</summary>
public sealed class AnswerCache
{
    /// <summary>Whether answers are kept.</summary>
    [Required]
    public bool? Enabled { get; set; }

    /// <summary>How long an answer is kept, e.g. <c>1h</c>.</summary>
    [Default("1h")]
    public string? Ttl { get; set; }

    /// <summary>Most memory for answers in each gateway, in bytes. The oldest go first.</summary>
    [Default("64Mi")]
    public Quantity? MaxSize { get; set; }
}
