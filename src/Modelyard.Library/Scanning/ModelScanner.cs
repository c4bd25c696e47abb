using System.Reflection;
using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>
/// Scans the files of a model without loading any of them: streaming, in bounded memory, by content and not by name. It knows
/// what is harmless and reports the rest; what it cannot read to its end it never calls clean.
/// </summary>
public sealed class ModelScanner
{
    public static string Name => "modelyard";

    public static string Version { get; } = typeof(ModelScanner).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    public static async Task<ScanResult> ScanAsync(IReadOnlyList<ScannedFile> files, ScanOptions options, CancellationToken cancellationToken)
    {
        var model = new ModelFiles(files);
        var inspections = new List<Inspection>();
        foreach (var file in files)
        {
            inspections.Add(await InspectAsync(new Inspection(file, options, model, cancellationToken), areWeights: false));
        }

        // Only when all graphs have been read is it known which of the files are their weights.
        for (var i = 0; i < inspections.Count; i++)
        {
            if (inspections[i].IsToBeReadAsWeights)
            {
                inspections[i] = await InspectAsync(new Inspection(files[i], options, model, cancellationToken), areWeights: true);
            }
        }

        return ScanResult.Of([.. inspections.SelectMany(i => i.Findings)], [.. inspections.Select(i => i.ToFileScan())]);
    }

    private static async Task<Inspection> InspectAsync(Inspection inspection, bool areWeights)
    {
        var file = inspection.File;
        var whole = new Content(Path.GetFileName(file.Path), "", file.Size, () => Stream.Null, IsTensorStorage: areWeights);
        if (RelativePath.Problem(file.Path) is { } problem)
        {
            inspection.Report(FileRules.UnsafePath, whole, "", $"its path {problem}");
        }

        try
        {
            await using var opened = await file.Open(inspection.Cancellation);

            // Parsers are synchronous: they read from a local file, and the caller's thread is not theirs to keep.
            await Task.Run(() =>
            {
                using var stream = opened.CanSeek ? opened : inspection.Spool(opened);
                var size = stream.Length;
                if (size != file.Size)
                {
                    inspection.Unfinished(FileRules.Unreadable, whole, "", $"it has {size} bytes instead of {file.Size}");
                }

                inspection.Inspect(whole with { Size = size, Open = () => new BoundedStream(stream, 0, size) });
            }, inspection.Cancellation);
        }
        catch (ExpansionException e)
        {
            inspection.Unfinished(ArchiveRules.Bomb, whole, "", e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            inspection.Unfinished(FileRules.Unreadable, whole, "", $"it cannot be read ({e.Message.TrimEnd('.')})");
        }

        return inspection;
    }
}
