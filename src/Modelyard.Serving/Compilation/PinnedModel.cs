using Modelyard.Api;

namespace Modelyard.Serving;

/// <summary>The content that a version of the library stands for.</summary>
/// <param name="Name">As project/model:version.</param>
/// <param name="Uri">Where it is fetched from when a machine does not have it.</param>
/// <param name="Digest">What it must be.</param>
internal sealed record PinnedModel(string Name, string Uri, string Digest)
{
    /// <exception cref="DeploymentRejectedException">There is no such version, or it may not run yet, or not any more.</exception>
    public static PinnedModel Of(string name, ModelDeployment deployment, ModelVersion? version)
    {
        if (version is null)
        {
            throw new DeploymentRejectedException(
                "VersionUnknown", $"The library has no version {name} that {deployment.Metadata.Namespace} may use. See which there are with: modelyard library list", isAwaited: true);
        }

        // What is stopped is to be stopped, whatever has become of its version.
        return VersionGate.Objection(version) is { } objection && (deployment.Spec.Stopped != true || version.Status?.Digest is null)
            ? throw new DeploymentRejectedException("VersionNotApproved", objection + ".", isAwaited: true)
            : new PinnedModel(VersionReference.Of(version).ToString(), version.Spec.Source!.Uri!, version.Status!.Digest!);
    }
}
