using Modelyard.Ledger;

namespace Modelyard.Gateway;

/// <summary>Refuses keys that are not made for this.</summary>
internal sealed class RequirePermission(ApiKeyPermissions permission) : IGatewayStep
{
    private readonly string _name = permission.ToString().ToLowerInvariant();

    public ValueTask<OpenAIError?> RunAsync(GatewayCall call) =>
        ValueTask.FromResult(call.Key.Scope.Permissions.HasFlag(permission) ? null : OpenAIErrors.InsufficientPermissions(_name));
}
