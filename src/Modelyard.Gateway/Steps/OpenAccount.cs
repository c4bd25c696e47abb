using Microsoft.Extensions.Logging;
using Modelyard.Ledger;

namespace Modelyard.Gateway;

/// <summary>From here on, where the key is known, every call leaves a record, whatever becomes of it.</summary>
internal sealed class OpenAccount(ModelDirectory directory, MemberDirectory members, UsageJournal journal, ILogger<CallAccount> logger) : IGatewayStep
{
    public ValueTask<OpenAIError?> RunAsync(GatewayCall call)
    {
        call.BelongTo(directory.Current?.Tenants.OwnerOf(call.Key.Namespace));
        call.Member = call.Tenant is { } tenant && call.Key.User is { } user ? members.Find(tenant.Name, user) : null;
        call.Account = new CallAccount(call, journal, logger);
        return default;
    }
}
