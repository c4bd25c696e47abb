namespace Modelyard.ApiServer;

/// <summary>A question of rights: may this user do this to that?</summary>
internal sealed record AccessAttributes(string Verb, string Group, string Resource, string Subresource, string Namespace, string Name)
{
    public static AccessAttributes Of(ApiRequest request, string verb) => new(
        verb, request.Kind.Group, request.Kind.Plural, request.Path.Subresource ?? "", request.Namespace, request.Name);
}
