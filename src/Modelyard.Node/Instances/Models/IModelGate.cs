using Modelyard.Api;
using Modelyard.Artifacts;

namespace Modelyard.Node;

/// <summary>
/// Asked before a model is loaded, each time. Admission asked as well, but that may be long ago, and whoever may write Pods writes what they like
/// into them: this is where what runs is decided last.
/// </summary>
public interface IModelGate
{
    /// <summary>Whether a Pod may load the model behind an address.</summary>
    /// <param name="pod">The Pod.</param>
    /// <param name="uri">The address.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The digest its content must have; null when any will do.</returns>
    /// <exception cref="FetchException">It may not; with the reason.</exception>
    Task<string?> AdmitAsync(Pod pod, string uri, CancellationToken cancellationToken);
}
