namespace Modelyard.Library;

internal static class LicenseRules
{
    internal static readonly ScanRule Missing = new("MY-LIC-001", FindingSeverity.Medium, "Model states no licence",
        "Ask its author. Without a licence nobody may use it; a model card states one in its front matter.");

    internal static readonly ScanRule NotAllowed = new("MY-LIC-002", FindingSeverity.High, "Licence is not among those the policy allows",
        "Have the licence reviewed, and add it to the policy or waive the finding for this version.");

    internal static readonly ScanRule Denied = new("MY-LIC-003", FindingSeverity.Critical, "Licence is one of those the policy denies",
        "Do not use the model. Where its author offers another licence, have the model card say so.");

    internal static readonly IReadOnlyList<ScanRule> All = [Missing, NotAllowed, Denied];
}
