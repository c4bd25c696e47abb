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

    /// <summary>
    /// Finds the endpoint a call came by, if it came by one. What a key may not use does not exist for it; and a key that is made for certain
    /// endpoints can use nothing without one.
    /// </summary>
    public OpenAIError? FindEndpoint(GatewayCall call, ModelSnapshot snapshot)
    {
        if (EndpointOf(call, snapshot) is not { } endpoint)
        {
            var request = call.Http.Request;
            return call.EndpointPath is not null ? OpenAIErrors.UnknownUrl(request.Method, request.Path.Value ?? "/")
                : call.Key.Scope.Endpoints.Count > 0 ? OpenAIErrors.EndpointRequired()
                : null;
        }

        if (!call.Key.Scope.PermitsEndpoint(endpoint.Namespace, endpoint.Name))
        {
            return OpenAIErrors.UnknownUrl(call.Http.Request.Method, call.Http.Request.Path.Value ?? "/");
        }

        call.Endpoint = endpoint;
        return null;
    }

    /// <summary>The endpoint whose URL was called; null when it was none's.</summary>
    public static EndpointModel? EndpointOf(GatewayCall call, ModelSnapshot snapshot) =>
        call.EndpointPath is { } path ? snapshot.EndpointAt(path) : call.ServiceId is null ? snapshot.EndpointOf(call.Http.Request.Host.Host) : null;

    /// <summary>The models that can be meant where the call came in; null when that is any.</summary>
    public OpenAIError? FindReach(GatewayCall call, ModelSnapshot snapshot, out ServedModel[]? reach)
    {
        reach = null;
        if (call.ServiceId is { } service)
        {
            var error = Resolve(call.Key, service, out var only);
            reach = only is null ? [] : [only];
            return error;
        }

        if (EndpointOf(call, snapshot) is not null || call.EndpointPath is not null)
        {
            var error = FindEndpoint(call, snapshot);
            reach = call.Endpoint is { } endpoint ? [.. endpoint.Shares.Select(s => s.Model)] : [];
            return error;
        }

        if (call.IsFromOutside)
        {
            reach = [.. snapshot.Published.Where(e => call.Key.Scope.PermitsEndpoint(e.Namespace, e.Name)).SelectMany(e => e.Shares).Select(s => s.Model)];
        }

        return null;
    }

    /// <summary>Finds who answers at an endpoint: the deployment that is asked for, or one by weight when it is the endpoint that is, or nothing.</summary>
    public OpenAIError? ResolveAt(GatewayCall call, EndpointModel endpoint, string? id)
    {
        var tenant = directory.Current?.Tenants.OwnerOf(call.Key.Namespace);
        var anyone = string.IsNullOrEmpty(id) || id == endpoint.Name || id == endpoint.QualifiedId;
        ServedModel? model;
        if (anyone)
        {
            call.AffinityHash = Affinity.SessionOf(call.Http.Request, endpoint.SessionHeader, call.Key.Id);
            var place = call.AffinityHash is { } session ? Affinity.PlaceOf(session) : Random.Shared.NextDouble();
            model = TrafficSplit.Choose(endpoint.Shares, m => AccessPolicy.Permits(call.Key, tenant, m), place);
            call.NeedsRenaming = true;
        }
        else
        {
            model = Array.Find(endpoint.Shares, s => s.Model.Name == id || s.Model.QualifiedId == id).Model is { } named && AccessPolicy.Permits(call.Key, tenant, named)
                ? named
                : null;
        }

        if (model is null)
        {
            return OpenAIErrors.ModelNotFound(string.IsNullOrEmpty(id) ? endpoint.Name : id);
        }

        call.Model = model;
        return null;
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
