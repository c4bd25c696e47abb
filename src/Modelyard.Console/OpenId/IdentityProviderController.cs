using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.WebConsole;

/// <summary>Says of each provider whether people can sign in with it, by reading its discovery document again and again.</summary>
internal sealed class IdentityProviderController(Informer<IdentityProvider> providers, IResourceClient client, TimeProvider time, ILogger<IdentityProviderController> logger)
    : Controller<IdentityProvider>(providers, time, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    private readonly TimeProvider _time = time;
    private readonly ClientSecrets _secrets = new(client);

    /// <inheritdoc/>
    protected override async Task<ReconcileResult> ReconcileAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        if (await client.TryGetAsync<IdentityProvider>(key, cancellationToken) is not { Metadata.DeletionTimestamp: null } provider)
        {
            return ReconcileResult.Done;
        }

        var problem = await ProblemAsync(provider, cancellationToken);
        var conditions = new Conditions(provider.Status?.Conditions, _time.GetUtcNow());
        conditions.Set("Ready", problem is null, problem?.Reason ?? "DocumentRead", problem?.Message);
        await client.WriteAsync<IdentityProvider, IdentityProviderSpec, IdentityProviderStatus>(
            provider, new IdentityProviderStatus { ObservedGeneration = provider.Metadata.Generation, Conditions = conditions.ToList() }, cancellationToken);
        return ReconcileResult.RequeueAfter(problem is null ? Interval : Pause);
    }

    private async Task<ProviderException?> ProblemAsync(IdentityProvider provider, CancellationToken cancellationToken)
    {
        try
        {
            await ProviderMetadata.ReadAsync(provider.Spec, cancellationToken);
            await _secrets.GetAsync(provider, cancellationToken);
            return null;
        }
        catch (ProviderException e)
        {
            return e;
        }
    }
}
