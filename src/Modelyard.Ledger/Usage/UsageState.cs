using System.Text.Json.Serialization;

namespace Modelyard.Ledger;

/// <summary>How well known what a request used is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UsageState>))]
public enum UsageState
{
    /// <summary>As the engine reported it.</summary>
    [JsonStringEnumMemberName("settled")]
    Settled,

    /// <summary>Counted here, since the engine reported nothing.</summary>
    [JsonStringEnumMemberName("estimated")]
    Estimated,

    /// <summary>The answer broke off, or the gateway ended before it did.</summary>
    [JsonStringEnumMemberName("truncated")]
    Truncated,

    /// <summary>The client went away before the end.</summary>
    [JsonStringEnumMemberName("client_aborted")]
    ClientAborted,

    /// <summary>Refused before any model saw it: nothing was used.</summary>
    [JsonStringEnumMemberName("rejected")]
    Rejected,
}
