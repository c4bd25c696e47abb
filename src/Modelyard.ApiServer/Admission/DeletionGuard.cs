using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Asks the policy before somebody deletes an object.</summary>
internal sealed class DeletionGuard(ObjectStore objects, AdmissionPolicySlot slot)
{
    /// <exception cref="StatusException">Forbidden.</exception>
    public async ValueTask RequireAsync(KindDescriptor kind, string @namespace, string name, CancellationToken cancellationToken)
    {
        if (slot.Policy is { } policy && kind.IsNamespaced()
            && await objects.FindAsync(kind, @namespace, name, cancellationToken) is { } live
            && !live.Meta().IsBeingDeleted
            && await policy.ReviewDeletionAsync(kind, live, cancellationToken) is { } refusal)
        {
            throw StatusErrors.Forbidden(kind, name, refusal);
        }
    }
}
