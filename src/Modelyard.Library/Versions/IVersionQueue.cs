using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>The versions that are to be looked at again.</summary>
internal interface IVersionQueue
{
    void Enqueue(NamespacedName key);

    /// <summary>All that there are.</summary>
    void EnqueueWhere(Predicate<ModelVersion> versions);
}
