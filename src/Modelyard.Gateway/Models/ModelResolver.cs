using Microsoft.Extensions.Options;
using Modelyard.Ledger;

namespace Modelyard.Gateway;

/// <summary>Turns a model id into the model it means for a key. What a key may not use does not exist for it, nor make a name ambiguous.</summary>
internal sealed class ModelResolver(ModelDirectory directory, IOptions<GatewayOptions> options)
{
    /// <summary>The models there are; an error until they are known.</summary>
    public OpenAIError? Snapshot(out ModelSnapshot snapshot)
    {
        snapshot = directory.Current ?? ModelSnapshot.Empty;
        return directory.Current is null ? OpenAIErrors.NotSynced(options.Value.NotReadyRetryAfter) : null;
    }

    public OpenAIError? Resolve(ApiKey key, string id, out ServedModel? model)
    {
        model = null;
        if (Snapshot(out var snapshot) is { } error)
        {
            return error;
        }

        var tenant = snapshot.Tenants.OwnerOf(key.Namespace);
        if (id.Contains('/'))
        {
            model = snapshot.Find(id) is { } found && AccessPolicy.Permits(key, tenant, found) ? found : null;
        }
        else
        {
            foreach (var candidate in snapshot.Named(id))
            {
                if (!AccessPolicy.Permits(key, tenant, candidate))
                {
                    continue;
                }

                if (model is not null)
                {
                    return OpenAIErrors.ModelAmbiguous(id, snapshot.Named(id).Where(m => AccessPolicy.Permits(key, tenant, m)).Select(m => m.QualifiedId));
                }

                model = candidate;
            }
        }

        return model is null ? OpenAIErrors.ModelNotFound(id) : null;
    }
}
