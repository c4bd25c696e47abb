namespace Modelyard.Library;

internal static class TemplateRules
{
    internal static readonly ScanRule Internals = new("MY-TPL-001", FindingSeverity.Critical, "Chat template reaches for the insides of Python",
        "Do not use the model: a template that asks for such names tries to leave its sandbox.");

    internal static readonly ScanRule OtherTemplates = new("MY-TPL-002", FindingSeverity.High, "Chat template loads other templates",
        "Ask for a template in one piece: what it would load is not part of the model.");

    internal static readonly ScanRule UnknownConstruct = new("MY-TPL-003", FindingSeverity.Medium, "Chat template uses what chat templates do not need",
        "Review the template, or replace it by that of the base model.");

    internal static readonly ScanRule HugeLoop = new("MY-TPL-004", FindingSeverity.Medium, "Chat template counts further than any conversation",
        "Review the template: it may be made to keep the engine busy.");

    internal static readonly ScanRule Unreadable = new("MY-TPL-005", FindingSeverity.High, "Chat template cannot be read",
        "Replace the template by that of the base model.");

    internal static readonly IReadOnlyList<ScanRule> All = [Internals, OtherTemplates, UnknownConstruct, HugeLoop, Unreadable];
}
