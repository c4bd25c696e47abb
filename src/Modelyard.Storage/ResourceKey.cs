namespace Modelyard.Storage;

/// <summary>Where a document is kept.</summary>
/// <param name="Collection">What is listed and watched together, e.g. <c>serving.kserve.io/inferenceservices</c>.</param>
/// <param name="Namespace">A part of the collection; empty when it has no parts.</param>
/// <param name="Name">Unique within the namespace.</param>
public readonly record struct ResourceKey(string Collection, string Namespace, string Name);
