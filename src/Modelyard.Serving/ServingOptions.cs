namespace Modelyard.Serving;

/// <summary>What serving must be told.</summary>
public sealed record ServingOptions
{
    /// <summary>Where callers reach the gateway, for instance <c>http://127.0.0.1:8080</c>.</summary>
    public required Uri GatewayBaseUrl { get; init; }

    /// <summary>Where callers outside reach it, for instance <c>https://models.example.com</c>; null when they do not.</summary>
    public Uri? ExternalBaseUrl { get; init; }
}
