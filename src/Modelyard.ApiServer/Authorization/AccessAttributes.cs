namespace Modelyard.ApiServer;

/// <summary>A question of rights: may somebody do this to that? Either to a resource, or to a path that is none.</summary>
/// <param name="Verb">What is to be done, e.g. <c>create</c>.</param>
/// <param name="Group">API group.</param>
/// <param name="Resource">Plural name.</param>
/// <param name="Subresource">Subresource, or empty.</param>
/// <param name="Namespace">Namespace; empty at the cluster scope.</param>
/// <param name="Name">Name of the object; empty when it is about all.</param>
/// <param name="Path">The path, when it is not about a resource.</param>
internal sealed record AccessAttributes(string Verb, string Group, string Resource, string Subresource, string Namespace, string Name, string? Path = null)
{
    /// <summary>The resource as rules name it: <c>pods</c>, or <c>pods/log</c>.</summary>
    public string RuleResource => Subresource.Length == 0 ? Resource : $"{Resource}/{Subresource}";

    public static AccessAttributes Of(ApiRequest request, string verb) => new(
        verb,
        request.Kind.Group,
        request.Kind.Plural,
        request.Path.Subresource ?? "",
        // The rights to a namespace are looked for inside it: its administrator may read it.
        NamespaceGuard.IsNamespace(request.Kind) ? request.Name : request.Namespace,
        // A list of the one object of a name asks for no more than that object.
        verb is "list" or "watch" or "deletecollection" ? FieldSelector.Parse(request.Text("fieldSelector"), request.Kind).Name ?? "" : request.Name);

    /// <summary>A call on a path that is no resource, such as discovery.</summary>
    public static AccessAttributes OfPath(string method, string path) => new(method.ToLowerInvariant(), "", "", "", "", "", path);
}
