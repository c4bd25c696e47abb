using Modelyard.Api;

namespace Modelyard.Client;

/// <summary>A change an informer has already applied to its store.</summary>
/// <param name="Type">Added, Modified or Deleted.</param>
/// <param name="Object">The object now; for Deleted its last known state.</param>
/// <param name="Old">The object before a modification.</param>
public readonly record struct InformerEvent<T>(WatchEventType Type, T Object, T? Old)
    where T : Resource;
