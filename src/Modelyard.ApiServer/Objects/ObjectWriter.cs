using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>
/// The one way objects are created and changed. Each write: decode strictly, default, record managers, check, charge, store; PUT, the
/// patches and the status subresource differ only in how the next state is made from the live one.
/// </summary>
internal sealed class ObjectWriter(
    ObjectStore objects, AdmissionChain admission, NamespaceGuard namespaces, QuotaAdmission quotas, FieldOwnership ownership, TimeProvider time)
{
    // As Kubernetes: a patch that does not say which revision it means is tried on the newest a few times.
    private const int Attempts = 5;

    private readonly WriteTurns _turns = new();

    public async Task<JsonObject> CreateAsync(
        KindDescriptor kind, string @namespace, JsonObject document, WriteOptions options, CancellationToken cancellationToken)
    {
        var meta = document.Meta();
        Identify(kind, @namespace, document);
        await namespaces.RequireAsync(kind, @namespace, meta.Name!, cancellationToken);
        meta.Uid = Guid.NewGuid().ToString();
        meta.CreationTimestamp = DocumentMetadata.Time(time.GetUtcNow());
        meta.ResourceVersion = null;
        meta.DeletionTimestamp = null;
        meta.Object.Remove("deletionGracePeriodSeconds");
        meta.Object.Remove("generation");
        if (kind.OwnsStatus)
        {
            document.Remove("status");
        }

        if (kind.HasGeneration)
        {
            meta.Generation = 1;
        }

        document = await admission.AdmitAsync(kind, document, null, options, cancellationToken);
        var charge = await quotas.ChargeAsync(kind, document, null, options.DryRun, cancellationToken);
        if (options.DryRun)
        {
            return await objects.FindAsync(kind, @namespace, meta.Name!, cancellationToken) is null
                ? objects.Preview(kind, document)
                : throw StatusErrors.AlreadyExists(kind, meta.Name!);
        }

        return await ChargedAsync(charge, objects.CreateAsync(kind, document, options.Audit, cancellationToken), cancellationToken);
    }

    /// <summary>Server-side apply: creates the object, or changes those parts of it that the configuration speaks of.</summary>
    public async Task<(JsonObject Result, bool Created)> ApplyAsync(
        KindDescriptor kind,
        string @namespace,
        string name,
        JsonObject configuration,
        bool force,
        WriteOptions options,
        CancellationToken cancellationToken)
    {
        options = options with { IsApply = true };
        JsonObject Applied(JsonObject live)
        {
            var next = ownership.Apply(kind, live, configuration, force, options);
            next.Meta().ResourceVersion = configuration.Meta().ResourceVersion ?? live.Meta().ResourceVersion;
            return next;
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (options.Subresource.Length > 0 || await objects.FindAsync(kind, @namespace, name, cancellationToken) is not null)
                {
                    return (await UpdateAsync(kind, @namespace, name, Applied, options, cancellationToken), false);
                }

                var fresh = Applied(new JsonObject { ["apiVersion"] = kind.ApiVersion, ["kind"] = kind.Kind, ["metadata"] = new JsonObject() });
                fresh.Meta().Name = name;
                return (await CreateAsync(kind, @namespace, fresh, options, cancellationToken), true);
            }
            catch (StatusException lost) when (attempt < Attempts && (lost.IsAlreadyExists || (lost.IsNotFound && lost.Status.Details?.Name == name)))
            {
                // It came or went between looking and writing: look again.
            }
        }
    }

    /// <summary>Replaces an object by what <paramref name="change"/> makes of a copy of its live state.</summary>
    public async Task<JsonObject> UpdateAsync(
        KindDescriptor kind,
        string @namespace,
        string name,
        Func<JsonObject, JsonObject> change,
        WriteOptions options,
        CancellationToken cancellationToken)
    {
        IDisposable? turn = null;
        try
        {
            while (true)
            {
                var live = await objects.GetAsync(kind, @namespace, name, cancellationToken);
                var next = change((JsonObject)live.DeepClone());
                var asked = next.Meta().ResourceVersion;
                if (asked is not null && asked != live.Meta().ResourceVersion)
                {
                    throw StatusErrors.Modified(kind, name);
                }

                try
                {
                    return await StoreAsync(kind, live, next, options, cancellationToken);
                }
                catch (StatusException lost) when (lost.IsConflict && asked == live.Meta().ResourceVersion && IsUnpinned(change, live))
                {
                    // Somebody else wrote between our read and our write, or else the conflict is another one; the change does not
                    // depend on the revision. Each time it is lost somebody has won, so this ends.
                    if ((await objects.GetAsync(kind, @namespace, name, cancellationToken)).Meta().ResourceVersion == live.Meta().ResourceVersion)
                    {
                        throw;
                    }
                }

                turn ??= await _turns.TakeAsync(ObjectStore.Key(kind, @namespace, name), cancellationToken);
            }
        }
        finally
        {
            turn?.Dispose();
        }
    }

    /// <summary>Whether the change keeps whatever revision it is given, rather than naming one of its own.</summary>
    private static bool IsUnpinned(Func<JsonObject, JsonObject> change, JsonObject live)
    {
        var probe = (JsonObject)live.DeepClone();
        probe.Meta().ResourceVersion = "probe";
        return change(probe).Meta().ResourceVersion == "probe";
    }

    private async Task<JsonObject> StoreAsync(
        KindDescriptor kind, JsonObject live, JsonObject next, WriteOptions options, CancellationToken cancellationToken)
    {
        KeepServerFields(kind, live, next, options.Subresource);
        next = await admission.AdmitAsync(kind, next, live, options, cancellationToken);
        if (kind.HasGeneration && options.Subresource.Length == 0 && SpecChanged(kind, live, next))
        {
            next.Meta().Generation = live.Meta().Generation + 1;
        }

        var revision = live.Meta().ResourceVersion;
        next.Meta().ResourceVersion = revision;
        if (JsonNode.DeepEquals(live, next))
        {
            return next;
        }

        if (IsFinished(kind, next))
        {
            return options.DryRun ? next : await FinishAsync(kind, live, next, options.Audit, cancellationToken);
        }

        var charge = options.Subresource.Length == 0 ? await quotas.ChargeAsync(kind, next, live, options.DryRun, cancellationToken) : null;
        return options.DryRun ? next : await ChargedAsync(charge, objects.UpdateAsync(kind, live, next, options.Audit, cancellationToken), cancellationToken);
    }

    /// <summary>A refused write takes nothing. One that failed otherwise may have been stored all the same, which counting anew will show.</summary>
    private static async Task<JsonObject> ChargedAsync(QuotaCharge? charge, Task<JsonObject> write, CancellationToken cancellationToken)
    {
        try
        {
            return await write;
        }
        catch (StatusException) when (charge is not null)
        {
            await charge.GiveBackAsync(cancellationToken);
            throw;
        }
    }

    /// <summary>Being deleted, with nothing left to wait for.</summary>
    private static bool IsFinished(KindDescriptor kind, JsonObject document)
    {
        var meta = document.Meta();
        return meta.IsBeingDeleted && meta.Finalizers.Count == 0 && (meta.DeletionGracePeriodSeconds ?? 0) == 0
            && !NamespaceGuard.HoldsContents(kind, document);
    }

    private async Task<JsonObject> FinishAsync(
        KindDescriptor kind, JsonObject live, JsonObject last, RequestAudit? audit, CancellationToken cancellationToken)
    {
        var removed = await objects.DeleteAsync(kind, live, audit, cancellationToken);
        last.Meta().ResourceVersion = removed.Meta().ResourceVersion;
        return last;
    }

    /// <summary>Gives a new object its name and namespace.</summary>
    public static void Identify(KindDescriptor kind, string @namespace, JsonObject document)
    {
        var meta = document.Meta();
        if (meta.Namespace is { } given && given != @namespace && (kind.IsNamespaced() || @namespace.Length > 0))
        {
            throw StatusErrors.BadRequest($"the namespace of the provided object does not match the namespace sent on the request");
        }

        meta.Namespace = kind.IsNamespaced() ? @namespace : null;
        if (meta.Name is null)
        {
            meta.Name = meta.GenerateName is { } prefix
                ? NameGenerator.Complete(prefix)
                : throw StatusErrors.Invalid(kind, "", [FieldError.Required("metadata.name", "name or generateName is required")]);
        }
    }

    /// <summary>What a client sends for these does not count.</summary>
    private static void KeepServerFields(KindDescriptor kind, JsonObject live, JsonObject next, string subresource)
    {
        var (before, meta) = (live.Meta(), next.Meta());
        if (meta.Name != before.Name)
        {
            throw StatusErrors.BadRequest($"the name of the object ({meta.Name}) does not match the name on the URL ({before.Name})");
        }

        if (meta.Namespace is { } given && given != before.Namespace)
        {
            throw StatusErrors.BadRequest("the namespace of the object does not match the namespace on the request");
        }

        if (meta.Uid is { } uid && uid != before.Uid)
        {
            throw StatusErrors.Conflict(kind, before.Name!, $"Precondition failed: UID in precondition: {uid}, UID in object meta: {before.Uid}");
        }

        if (subresource == "status")
        {
            KeepAllBut("status", live, next);
        }
        else if (kind.OwnsStatus)
        {
            Copy("status", live, next);
        }

        foreach (var field in (ReadOnlySpan<string>)
            ["namespace", "uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation", "generateName", "selfLink"])
        {
            Copy(field, before.Object, next.Meta().Object);
        }

        // Nothing new may hold up an object that is already going.
        if (before.IsBeingDeleted)
        {
            next.Meta().SetFinalizers([.. next.Meta().Finalizers.Where(before.Finalizers.Contains)]);
        }
    }

    private static void KeepAllBut(string property, JsonObject live, JsonObject next)
    {
        var managers = next.Meta().Object["managedFields"]?.DeepClone();
        foreach (var name in live.Select(p => p.Key).Union(next.Select(p => p.Key)).Where(n => n != property).ToList())
        {
            Copy(name, live, next);
        }

        if (managers is not null)
        {
            next.Meta().Object["managedFields"] = managers;
        }
    }

    private static void Copy(string property, JsonObject from, JsonObject to)
    {
        if (from.TryGetPropertyValue(property, out var value))
        {
            to[property] = value?.DeepClone();
        }
        else
        {
            to.Remove(property);
        }
    }

    // Where status has no way of its own it is part of what is wanted.
    private static bool SpecChanged(KindDescriptor kind, JsonObject live, JsonObject next)
    {
        var names = live.Select(p => p.Key).Union(next.Select(p => p.Key));
        return names.Any(n => n is not ("metadata" or "apiVersion" or "kind") && !(n == "status" && kind.OwnsStatus) && !JsonNode.DeepEquals(live[n], next[n]));
    }
}
