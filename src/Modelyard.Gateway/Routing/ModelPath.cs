namespace Modelyard.Gateway;

/// <summary>The rest of a URL that names a model, taken apart: which model, and what of it.</summary>
/// <param name="Id">As the caller wrote it: <c>name</c> or <c>namespace/name</c>.</param>
/// <param name="Rest">What follows, slash or colon included; empty when nothing does.</param>
internal readonly record struct ModelPath(string Id, string Rest)
{
    private static readonly string[] Verbs = [":predict", ":explain"];

    /// <summary>Of <c>/v1/models/{model}:predict</c>; null when it is no such call.</summary>
    public static ModelPath? OfVerb(string path)
    {
        foreach (var verb in Verbs)
        {
            if (path.Length > verb.Length && path.EndsWith(verb, StringComparison.Ordinal))
            {
                return new ModelPath(Uri.UnescapeDataString(path[..^verb.Length]), verb);
            }
        }

        return null;
    }

    /// <summary>Of <c>POST /v2/models/{model}[/versions/{version}]/infer</c>; null when it is no such call.</summary>
    public static ModelPath? OfInferCall(string path) => Split(path.Split('/'), "infer");

    /// <summary>Of <c>GET /v2/models/{model}[/versions/{version}][/ready]</c>; null when it is no such call.</summary>
    public static ModelPath? OfQuestion(string path) => path.Split('/') is var segments && segments[^1] == "ready" ? Split(segments, "ready") : Split(segments, null);

    private static ModelPath? Split(string[] segments, string? action)
    {
        var end = segments.Length;
        if (action is not null && segments[--end] != action)
        {
            return null;
        }

        if (end > 2 && segments[end - 2] == "versions")
        {
            end -= 2;
        }

        // A name, or a namespace and a name whose slash was not escaped.
        return end is 1 or 2 && segments[..end].All(s => s.Length > 0)
            ? new ModelPath(Uri.UnescapeDataString(string.Join('/', segments[..end])), string.Concat(segments[end..].Select(s => "/" + s)))
            : null;
    }
}
