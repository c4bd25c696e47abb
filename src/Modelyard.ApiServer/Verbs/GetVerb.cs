namespace Modelyard.ApiServer;

/// <summary><c>GET</c> of one object.</summary>
internal sealed class GetVerb(ObjectStore objects, ObjectPresenter presenter) : IVerb
{
    public async Task HandleAsync(ApiRequest request)
    {
        var document = await objects.GetAsync(request.Kind, request.Namespace, request.Name, request.Aborted);
        await presenter.WriteAsync(request, StatusCodes.Ok, document);
    }
}
