namespace Modelyard.Api;

/// <summary>
/// A scanner of container images behind Harbor's pluggable scanner API, such as the adapter for Trivy. Models that come as images are handed to it, and what
/// it finds is judged as the findings of other scans are.
/// </summary>
[Kind("modelyard.dev", "v1alpha1", "ImageScanner", "imagescanners", ResourceScope.Cluster, ShortNames = ["imscan"], Categories = ["modelyard"])]
public sealed class ImageScanner : Resource
{
    /// <summary>How it is reached.</summary>
    [Required]
    public ImageScannerSpec Spec { get; set; } = new();
}

/// <summary>How it is reached.</summary>
public sealed class ImageScannerSpec
{
    /// <summary>Its address, such as <c>https://trivy-adapter.example:8443</c>; the API is below it, at <c>/api/v1</c>. It is given the registry's credentials.</summary>
    [Required]
    public string? Url { get; set; }

    /// <summary>Which versions it scans, of those that come as images; all when absent.</summary>
    public VersionSelector? Versions { get; set; }

    /// <summary>A Secret with <c>username</c> and <c>password</c>, with <c>token</c>, or with <c>apiKey</c> (sent as <c>X-ScannerAdapter-API-Key</c>).</summary>
    public SecretReference? SecretRef { get; set; }

    /// <summary>A Secret with the authority of its certificate, as PEM in <c>ca.crt</c>.</summary>
    public SecretReference? CaSecretRef { get; set; }

    /// <summary>How long a scan may take, such as <c>30m</c>. One that takes longer is asked for again.</summary>
    [Default("30m")]
    public string? Timeout { get; set; }

    /// <summary>After how long an image is scanned again, because more is known by then, such as <c>7d</c>.</summary>
    [Default("7d")]
    public string? RescanAfter { get; set; }
}
