using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Whoever creates a version has submitted it, and no policy that separates duties lets them approve it.</summary>
internal sealed class SubmitterStamp : IAuthorStamp
{
    private const string Submitter = "submitter";

    public string Kind => nameof(ModelVersion);

    public ValueTask ApplyAsync(KindDescriptor kind, JsonObject document, JsonObject? live, UserIdentity user, CancellationToken cancellationToken)
    {
        if (document["spec"] is JsonObject spec && (live is null || spec[Submitter] is null))
        {
            spec[Submitter] = live is null ? user.Name : live["spec"]?[Submitter]?.DeepClone();
        }

        return ValueTask.CompletedTask;
    }
}
