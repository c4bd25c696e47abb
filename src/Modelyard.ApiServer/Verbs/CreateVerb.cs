namespace Modelyard.ApiServer;

/// <summary><c>POST</c> to a collection.</summary>
internal sealed class CreateVerb(ObjectDecoder decoder, ObjectWriter writer, ObjectPresenter presenter) : IVerb
{
    public async Task HandleAsync(ApiRequest request)
    {
        if (request.Kind.IsNamespaced() && request.Namespace.Length == 0)
        {
            throw StatusErrors.BadRequest("an empty namespace may not be set during creation");
        }

        var document = await decoder.ReadAsync(request);
        var created = await writer.CreateAsync(request.Kind, request.Namespace, document, WriteOptions.Of(request), request.Aborted);
        await presenter.WriteAsync(request, StatusCodes.Created, created);
    }
}
