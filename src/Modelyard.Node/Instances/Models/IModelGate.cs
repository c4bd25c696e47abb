using Modelyard.Api;
using Modelyard.Artifacts;

namespace Modelyard.Node;

/// <summary>
/// Asked before a model is loaded, each time. Admission asked as well, but that may be long ago, and whoever may write Pods writes what they like
/// into them: this is where what runs is decided last.
/// </summary>
public interface IModelGate
{
    /// <summary>Whether a Pod may load the model behind an address, or run what it brings itself.</summary>
    /// <param name="pod">The Pod.</param>
    /// <param name="uri">The address; null where the Pod names none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="FetchException">It may not; with the reason.</exception>
    Task<ModelAdmission> AdmitAsync(Pod pod, string? uri, CancellationToken cancellationToken);
}

/// <summary>What a Pod may load.</summary>
/// <param name="Digest">The digest its content must have; null when any will do.</param>
/// <param name="Holder">Whose content of this machine's store it may have, see <see cref="FetchOptions.Holder"/>.</param>
public sealed record ModelAdmission(string? Digest, string? Holder);
