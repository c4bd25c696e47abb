using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>Rules about a format of weights whose header describes where each tensor lies: the same faults in each.</summary>
internal sealed class WeightRules
{
    private const string FetchAgain = "Fetch the file again; if it stays so, ask its author to convert the model again.";

    internal static readonly WeightRules Safetensors = new("MY-SFT", "safetensors");
    internal static readonly WeightRules Gguf = new("MY-GGUF", "GGUF");

    private WeightRules(string prefix, string format)
    {
        Damaged = new($"{prefix}-001", FindingSeverity.High, $"{format} header cannot be read", FetchAgain);
        Place = new($"{prefix}-002", FindingSeverity.High, $"{format} tensor lies outside the file or on another tensor",
            "Do not load the file: an engine that trusts its header reads memory that is not the model's.");
        Duplicate = new($"{prefix}-003", FindingSeverity.High, $"{format} name appears twice", "Do not use the file: readers differ in which of the two they take.");
        Size = new($"{prefix}-004", FindingSeverity.High, $"{format} tensor's size does not follow from its shape", "Do not load the file; ask its author to convert the model again.");
        Unclaimed = new($"{prefix}-005", FindingSeverity.Medium, $"{format} file has bytes that belong to no tensor", "Ask its author what they are: data can be carried along unseen there.");
        Unknown = new($"{prefix}-006", FindingSeverity.Medium, $"{format} type or version that is not known", "Update Modelyard, or ask for the model in a usual type.");
        Absurd = new($"{prefix}-007", FindingSeverity.Critical, $"{format} count or length that no model has", "Do not load the file: such numbers are made to exhaust memory or to overflow.");
    }

    internal ScanRule Damaged { get; }

    internal ScanRule Place { get; }

    internal ScanRule Duplicate { get; }

    internal ScanRule Size { get; }

    internal ScanRule Unclaimed { get; }

    internal ScanRule Unknown { get; }

    internal ScanRule Absurd { get; }

    internal IReadOnlyList<ScanRule> All => [Damaged, Place, Duplicate, Size, Unclaimed, Unknown, Absurd];

    internal ScanRule For(FormatFault fault) => fault switch
    {
        FormatFault.OutOfRange or FormatFault.Overlap => Place,
        FormatFault.Duplicate => Duplicate,
        FormatFault.SizeMismatch => Size,
        FormatFault.Unclaimed => Unclaimed,
        FormatFault.Unknown => Unknown,
        FormatFault.Absurd => Absurd,
        _ => Damaged,
    };
}
