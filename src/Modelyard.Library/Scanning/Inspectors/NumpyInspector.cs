using Modelyard.Artifacts;

namespace Modelyard.Library;

internal static class NumpyInspector
{
    internal static void Inspect(Content content, Inspection inspection) => inspection.Read(content, reader =>
    {
        try
        {
            if (NpyHeader.Read(reader).HoldsObjects)
            {
                inspection.Note(ContentFormat.Pickle);
                inspection.Report(NumpyRules.Objects, content, "", "the array holds objects, so it is a pickle behind its header");
                PickleInspector.InspectRest(reader, content, inspection);
            }
        }
        catch (MalformedContentException e)
        {
            inspection.Unfinished(NumpyRules.Damaged, content, $"byte {e.Offset}", e.Message);
        }

        return true;
    });
}
