namespace Modelyard.Library;

/// <summary>Licences, addresses and tasks as a bill of materials names them.</summary>
internal static class BomNames
{
    private static readonly string[] Kinds = ["text", "image", "audio", "video"];

    /// <summary>By identifier where SPDX has one.</summary>
    public static BomLicense? License(string? license) => license switch
    {
        null or "" => null,
        _ when SpdxLicense.IsIdentifier(license) => new BomLicense(new BomLicenseName(license, null)),
        _ => new BomLicense(new BomLicenseName(null, license.StartsWith("LicenseRef-", StringComparison.Ordinal) ? license["LicenseRef-".Length..] : license)),
    };

    /// <summary>The package URL of a model on the hub or in a registry; null for what has none.</summary>
    public static string? PackageUrl(string? address)
    {
        if (address is null)
        {
            return null;
        }

        if (address.StartsWith("hf://", StringComparison.Ordinal) && address[5..].Split('/') is [var owner, var rest])
        {
            var (name, revision) = rest.Split(':', 2) is [var n, var r] ? (n, r) : (rest, null);
            return $"pkg:huggingface/{Uri.EscapeDataString(owner)}/{Uri.EscapeDataString(name)}{(revision is null ? "" : "@" + Uri.EscapeDataString(revision))}";
        }

        if (!address.StartsWith("oci://", StringComparison.Ordinal) || address[6..].Split('@') is not [var repository, var digest] || repository.LastIndexOf('/') is not (> 0 and var slash))
        {
            return null;
        }

        var image = repository[(slash + 1)..].Split(':')[0];
        return $"pkg:oci/{Uri.EscapeDataString(image.ToLowerInvariant())}@{Uri.EscapeDataString(digest)}?repository_url={Uri.EscapeDataString(repository[..(slash + 1)] + image)}";
    }

    /// <summary>What goes in and comes out, as far as the name of the task says.</summary>
    public static (IReadOnlyList<BomInputOutput>? Inputs, IReadOnlyList<BomInputOutput>? Outputs) Modalities(string? task) => task switch
    {
        "text-generation" or "summarization" or "translation" or "question-answering" or "fill-mask" => (Text, Text),
        "feature-extraction" or "sentence-similarity" => (Text, [new BomInputOutput("vector")]),
        "text-classification" or "text-ranking" or "token-classification" => (Text, [new BomInputOutput("scores")]),
        _ when task?.Split("-to-") is [var from, var to] => (Of(from.Split('-')), Of(to.Split('-'))),
        _ => (null, null),
    };

    private static IReadOnlyList<BomInputOutput> Text { get; } = [new BomInputOutput("text")];

    private static IReadOnlyList<BomInputOutput>? Of(string[] words) =>
        words.All(w => Kinds.Contains(w)) ? [.. words.Select(w => new BomInputOutput(w))] : null;
}
