namespace Modelyard.Library;

/// <summary>All rules there are.</summary>
public static class ScanRules
{
    /// <summary>
    /// Raised whenever scans find something else than before in the same file, so that everything in a library is scanned again. A build that finds the
    /// same scans nothing again.
    /// </summary>
    public const int Edition = 2;

    public static IReadOnlyList<ScanRule> All { get; } =
    [
        .. FileRules.All, .. PickleRules.All, .. ArchiveRules.All, .. WeightRules.Safetensors.All, .. WeightRules.Gguf.All, .. OnnxRules.All, .. TensorFlowRules.All,
        .. KerasRules.All, .. NumpyRules.All, .. TemplateRules.All, .. CodeRules.All, .. SecretRules.All, .. LicenseRules.All, .. PolicyRules.All, .. ImageRules.All,
    ];

    /// <summary>Null for an id that no rule has.</summary>
    public static ScanRule? Find(string id) => All.FirstOrDefault(r => r.Id == id);
}
