using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Deletes the objects of a kind that is to go.</summary>
internal sealed class KindEmptier(ObjectLister lister, ObjectDeleter deleter)
{
    private static readonly ObjectFilter Everything = new(LabelSelector.Everything, FieldSelector.Everything);
    private static readonly DeleteOptions InBackground = new() { PropagationPolicy = "Background" };

    /// <summary>True when nothing is left; false when somebody's finalizer still holds an object.</summary>
    public async Task<bool> TryEmptyAsync(CustomResourceDefinition definition, CancellationToken cancellationToken)
    {
        if (CustomKind.Of(definition).FirstOrDefault() is not { } kind)
        {
            return true;
        }

        var empty = true;
        var page = await lister.ListAsync(kind, null, Everything, 0, 0, null, cancellationToken);
        foreach (var meta in page.Items.Select(i => i.Meta()))
        {
            empty &= !meta.IsBeingDeleted && await TryDeleteAsync(kind, meta.Namespace ?? "", meta.Name!, cancellationToken);
        }

        return empty;
    }

    private async Task<bool> TryDeleteAsync(KindDescriptor kind, string @namespace, string name, CancellationToken cancellationToken)
    {
        try
        {
            var (_, gone) = await deleter.DeleteAsync(kind, @namespace, name, InBackground, cancellationToken);
            return gone;
        }
        catch (StatusException error) when (error.IsNotFound)
        {
            return true;
        }
    }
}
