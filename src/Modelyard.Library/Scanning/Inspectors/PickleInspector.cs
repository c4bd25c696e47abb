using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>
/// Follows pickles. Every content is tried as one, because pickles of the first protocols have no magic and loaders do not ask for
/// a name: what acts like a pickle is one.
/// </summary>
internal static class PickleInspector
{
    private const int StreamsOfLegacyTorch = 5;
    private static ReadOnlySpan<byte> LegacyTorchMagic => [0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, (byte)'.'];

    /// <summary>Whether the content is a pickle that does something, or was expected to be one.</summary>
    internal static bool Inspect(Content content, ContentFormat format, ReadOnlySpan<byte> head, Inspection inspection)
    {
        if (format is ContentFormat.Empty)
        {
            return false;
        }

        var report = inspection.Read(content, Walk);
        var isExpected = !content.IsTensorStorage
            && (format is ContentFormat.Pickle || (format is ContentFormat.Unknown or ContentFormat.Text && NameExpectation.IsPickle(content)));
        if (!isExpected && !Acts(report))
        {
            return false;
        }

        var isLegacyTorch = report.Streams >= StreamsOfLegacyTorch && head.Length > 2 && head[2..].StartsWith(LegacyTorchMagic);
        Report(report, content, inspection, isLegacyTorch);
        return true;
    }

    /// <summary>Follows the pickles from where the reader stands.</summary>
    internal static void InspectRest(ByteReader reader, Content content, Inspection inspection) => Report(Walk(reader), content, inspection, mayHaveRest: false);

    private static PickleReport Walk(ByteReader reader) => PickleWalker.Walk(reader, r => !r.AtEnd);

    // Text and numbers follow the opcodes for a while by chance; they do not call what they import, nor come to a proper end after it.
    private static bool Acts(PickleReport report) =>
        report.Calls > 0 || report.Concerns.ContainsKey(PickleConcern.CrossesFrame)
            || (report.Streams > 0 && (report.Imports.Count > 0 || report.Concerns.Count > 0)) || report.Problem?.Fault is FormatFault.Absurd;

    private static void Report(PickleReport report, Content content, Inspection inspection, bool mayHaveRest)
    {
        foreach (var (import, offset) in report.Imports)
        {
            if (!PickleAllowlist.Allows(import) && !inspection.Options.AllowedImports.Contains($"{import.Module}:{import.Name}"))
            {
                var rule = DangerousImports.Contains(import) ? PickleRules.DangerousImport : PickleRules.UnknownImport;
                inspection.Report(rule, content, $"byte {offset}", $"the pickle imports {import}");
            }
        }

        foreach (var (concern, offset) in report.Concerns)
        {
            var (rule, message) = Describe(concern);
            inspection.Report(rule, content, $"byte {offset}", message);
        }

        if (report.Problem is not { } problem)
        {
            return;
        }

        if (report.Streams == 0 || problem.Fault is FormatFault.Absurd)
        {
            inspection.Unfinished(PickleRules.Damaged, content, problem.Location, $"the pickle cannot be followed: {problem.Message}");
        }
        else if (!mayHaveRest)
        {
            inspection.Report(PickleRules.TrailingData, content, problem.Location, $"data that is no pickle follows {report.Streams} of them");
        }
    }

    private static (ScanRule Rule, string Message) Describe(PickleConcern concern) => concern switch
    {
        PickleConcern.ComputedImport => (PickleRules.ComputedImport, "the pickle puts the name of an import together while it is loaded"),
        PickleConcern.ExtensionRegistry => (PickleRules.ExtensionRegistry, "the pickle imports by a number of the extension registry"),
        PickleConcern.ComputedCall => (PickleRules.ComputedCall, "the pickle calls what another call has returned"),
        PickleConcern.ChangesImport => (PickleRules.ChangesImport, "the pickle writes into something it has imported"),
        PickleConcern.CrossesFrame => (PickleRules.Ambiguous, "an instruction of the pickle runs over the end of its frame, where implementations of pickle go on at different places"),
        PickleConcern.TooManyImports => (PickleRules.TooManyImports, "the pickle imports more names than any model"),
        _ => throw new ArgumentOutOfRangeException(nameof(concern)),
    };
}
