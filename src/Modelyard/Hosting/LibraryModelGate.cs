using Modelyard.Api;
using Modelyard.Artifacts;
using Modelyard.Library;
using Modelyard.Node;

namespace Modelyard;

/// <summary>Has the library decide about each model that the node is about to load.</summary>
internal sealed class LibraryModelGate(ModelPolicy policy) : IModelGate
{
    public async Task<ModelAdmission> AdmitAsync(Pod pod, string? uri, CancellationToken cancellationToken)
    {
        var (claimed, pinned) = (pod.Metadata.Annotations?.GetValueOrDefault(LibraryNames.VersionAnnotation), pod.Metadata.Annotations?.GetValueOrDefault(LibraryNames.DigestAnnotation));
        var (refusal, digest, holder) = await policy.JudgeLoadAsync(pod.Metadata.Namespace!, claimed, pinned, uri, cancellationToken);
        return refusal is null ? new ModelAdmission(digest, holder) : throw new FetchException(FetchFailure.NotApproved, $"Not started: {refusal}.");
    }
}
