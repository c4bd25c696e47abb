using System.Text.Json.Serialization;

namespace Modelyard.Api;

/// <summary>What may be done: these verbs, on these resources or paths. Rules only ever add rights.</summary>
public sealed class PolicyRule
{
    /// <summary>The verbs allowed, e.g. <c>get</c>; <c>*</c> stands for all.</summary>
    [Required]
    public List<string>? Verbs { get; set; }

    /// <summary>API groups of the resources; an empty text is the core group, <c>*</c> stands for all.</summary>
    public List<string>? ApiGroups { get; set; }

    /// <summary>Plural names of resources, with <c>/subresource</c> where one is meant; <c>*</c> stands for all, <c>*/scale</c> for that subresource of all.</summary>
    public List<string>? Resources { get; set; }

    /// <summary>Names of the only objects this is about; all when empty.</summary>
    public List<string>? ResourceNames { get; set; }

    /// <summary>Paths that are no resources, e.g. <c>/metrics</c>; a trailing <c>*</c> stands for everything below.</summary>
    [JsonPropertyName("nonResourceURLs")]
    public List<string>? NonResourceUrls { get; set; }
}
