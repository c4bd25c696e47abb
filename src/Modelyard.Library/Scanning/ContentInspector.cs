using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>Finds out what content is and hands it to the inspectors for that, all of them where it is several things at once.</summary>
internal static class ContentInspector
{
    internal static void Inspect(Content content, Inspection inspection)
    {
        inspection.Cancellation.ThrowIfCancellationRequested();
        if (content.Depth > inspection.Options.MaxNesting)
        {
            inspection.Unfinished(ArchiveRules.TooDeep, content, "", $"archives are nested more than {inspection.Options.MaxNesting} deep");
            return;
        }

        try
        {
            InspectFormats(content, inspection);
        }
        catch (MalformedContentException e)
        {
            inspection.Unfinished(FileRules.Unreadable, content, $"byte {e.Offset}", e.Message);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            inspection.Unfinished(ArchiveRules.Damaged, content, "", $"it cannot be unpacked ({e.Message.TrimEnd('.')})");
        }
    }

    private static void InspectFormats(Content content, Inspection inspection)
    {
        var head = ReadHead(content, inspection);
        var format = content.IsTensorStorage ? FormatDetector.DetectByLongMagic(head) : FormatDetector.Detect(head, content.Size);
        var others = OtherFormats(content, head, format);
        if (format is ContentFormat.Unknown && others.Count > 0)
        {
            format = others[0];
            others.RemoveAt(0);
        }
        else if (format is ContentFormat.Unknown)
        {
            format = NameExpectation.Single(content) ?? format;
        }

        var isPickle = PickleInspector.Inspect(content, format, head, inspection);
        var isNamed = content.IsTensorStorage ? format is not ContentFormat.Unknown : format is not ContentFormat.Empty || content.Depth == 0;
        if (isPickle || isNamed)
        {
            inspection.Note(isPickle ? ContentFormat.Pickle : format);
        }

        if (isPickle && format is not (ContentFormat.Pickle or ContentFormat.Unknown or ContentFormat.Text))
        {
            inspection.Report(FileRules.Polyglot, content, "", $"it is {FormatName.Of(format)} and a pickle at once");
        }

        foreach (var other in others)
        {
            inspection.Report(FileRules.Polyglot, content, "", $"it is {FormatName.Of(isPickle ? ContentFormat.Pickle : format)} and {FormatName.Of(other)} at once");
            inspection.Note(other);
            Dispatch(other, content, head, inspection);
        }

        NameExpectation.Check(content, isPickle ? ContentFormat.Pickle : format, inspection);
        if (!isPickle || format is not (ContentFormat.Pickle or ContentFormat.Unknown))
        {
            Dispatch(format, content, head, inspection);
        }
    }

    private static byte[] ReadHead(Content content, Inspection inspection) =>
        inspection.Read(content, reader => reader.Span(reader.Available(FormatDetector.HeadSize), "the beginning").ToArray());

    /// <summary>Formats that are found elsewhere than at the beginning, and so can hide behind any other.</summary>
    private static List<ContentFormat> OtherFormats(Content content, byte[] head, ContentFormat format)
    {
        var others = new List<ContentFormat>();
        if (format is not ContentFormat.Tar && FormatDetector.IsTar(head))
        {
            others.Add(ContentFormat.Tar);
        }

        using var stream = content.Open();
        if (format is not (ContentFormat.Zip or ContentFormat.Tar) && stream.CanSeek && ZipDirectoryReader.HasDirectory(stream))
        {
            others.Add(ContentFormat.Zip);
        }

        return others;
    }

    private static void Dispatch(ContentFormat format, Content content, byte[] head, Inspection inspection)
    {
        switch (format)
        {
            case ContentFormat.Zip:
                ZipInspector.Inspect(content, inspection);
                break;
            case ContentFormat.Tar:
                TarInspector.Inspect(content, inspection);
                break;
            case ContentFormat.Gzip or ContentFormat.Zlib:
                CompressedInspector.Inspect(content, format, inspection);
                break;
            case ContentFormat.OtherContainer:
                inspection.Unfinished(ArchiveRules.NotOpened, content, "", "it is a container that is not opened here, so what it holds is unknown");
                break;
            case ContentFormat.Safetensors:
                WeightInspector.InspectSafetensors(content, inspection);
                break;
            case ContentFormat.Gguf:
                WeightInspector.InspectGguf(content, inspection);
                break;
            case ContentFormat.Onnx:
                OnnxInspector.Inspect(content, inspection);
                break;
            case ContentFormat.SavedModel or ContentFormat.TensorFlowGraph:
                TensorFlowInspector.Inspect(content, format is ContentFormat.SavedModel, inspection);
                break;
            case ContentFormat.Numpy:
                NumpyInspector.Inspect(content, inspection);
                break;
            case ContentFormat.Hdf5:
                HdfInspector.Inspect(content, inspection);
                break;
            case ContentFormat.Executable:
                inspection.Report(FileRules.NativeProgram, content, "", "it is a native program or library");
                break;
            case ContentFormat.Json or ContentFormat.Text:
                TextInspector.Inspect(content, format, head, inspection);
                break;
            case ContentFormat.Unknown when !content.IsTensorStorage:
                inspection.Skip("its format is not known");
                inspection.Report(FileRules.UnknownFormat, content, "", "its format is not known; it was only searched for pickles and archives");
                break;
        }
    }
}
