using System.Text.Json.Serialization;

namespace Modelyard.Api;

/// <summary>Something that happened to an object. Kept for a while, for people to read.</summary>
[Kind("", "v1", "Event", "events", ResourceScope.Namespaced, ShortNames = ["ev"])]
public sealed class Event : Resource
{
    /// <summary>The object it is about.</summary>
    [Required]
    public ObjectReference? InvolvedObject { get; set; }

    /// <summary>Why, as one word.</summary>
    public string? Reason { get; set; }

    /// <summary>What happened, for a person.</summary>
    public string? Message { get; set; }

    /// <summary>Who reported it.</summary>
    public EventSource? Source { get; set; }

    /// <summary>When it happened first.</summary>
    public DateTimeOffset? FirstTimestamp { get; set; }

    /// <summary>When it happened last.</summary>
    public DateTimeOffset? LastTimestamp { get; set; }

    /// <summary>How often it happened.</summary>
    public int? Count { get; set; }

    /// <summary><c>Normal</c> or <c>Warning</c>.</summary>
    public string? Type { get; set; }

    /// <summary>When it was first observed, to the microsecond.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? EventTime { get; set; }

    /// <summary>For repeated events: how the series goes on.</summary>
    public EventSeries? Series { get; set; }

    /// <summary>What was done about the object.</summary>
    public string? Action { get; set; }

    /// <summary>A second object involved.</summary>
    public ObjectReference? Related { get; set; }

    /// <summary>Controller that reported it.</summary>
    [Default("")]
    public string? ReportingComponent { get; set; }

    /// <summary>Instance of the controller.</summary>
    [Default("")]
    public string? ReportingInstance { get; set; }
}

/// <summary>Who reported an event.</summary>
public sealed class EventSource
{
    /// <summary>The component.</summary>
    public string? Component { get; set; }

    /// <summary>The node.</summary>
    public string? Host { get; set; }
}

/// <summary>A series of equal events.</summary>
public sealed class EventSeries
{
    /// <summary>How many so far.</summary>
    public int? Count { get; set; }

    /// <summary>When the last one was seen.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? LastObservedTime { get; set; }
}
