using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.ApiServer;
using Modelyard.Library;

namespace Modelyard;

/// <summary>Gives the library its say at admission.</summary>
internal sealed class LibraryAdmission(LibraryReview review, LibraryDeletion deletion) : IAdmissionPolicy
{
    public async ValueTask<AdmissionVerdict> ReviewAsync(KindDescriptor kind, JsonObject document, JsonObject? live, CancellationToken cancellationToken)
    {
        var (refusal, warnings) = await review.ReviewAsync(kind.Kind, document, live, cancellationToken);
        return refusal is null && warnings.Count == 0 ? AdmissionVerdict.Allowed : new AdmissionVerdict(refusal, warnings);
    }

    public async ValueTask<string?> ReviewDeletionAsync(KindDescriptor kind, JsonObject live, CancellationToken cancellationToken) =>
        await deletion.ObjectionAsync(
            kind.Kind, new NamespacedName(live["metadata"]!["namespace"]!.ToString(), live["metadata"]!["name"]!.ToString()), cancellationToken);
}
