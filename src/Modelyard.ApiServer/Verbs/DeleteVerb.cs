using System.Text.Json.Nodes;

namespace Modelyard.ApiServer;

/// <summary><c>DELETE</c> of one object.</summary>
internal sealed class DeleteVerb(ObjectDeleter deleter, DeletionGuard guard, ObjectPresenter presenter) : IVerb
{
    public async Task HandleAsync(ApiRequest request)
    {
        var options = await DeleteOptions.ReadAsync(request);
        await guard.RequireAsync(request.Kind, request.Namespace, request.Name, request.Aborted);
        var (last, gone) = await deleter.DeleteAsync(request.Kind, request.Namespace, request.Name, options, request.Aborted);
        if (!gone)
        {
            await presenter.WriteAsync(request, StatusCodes.Ok, last);
            return;
        }

        await WriteGoneAsync(request, last);
    }

    /// <summary>The answer for an object that is gone at once.</summary>
    public static async Task WriteGoneAsync(ApiRequest request, JsonObject last)
    {
        var details = new JsonObject { ["name"] = request.Name };
        if (request.Kind.Group.Length > 0)
        {
            details["group"] = request.Kind.Group;
        }

        details["kind"] = request.Kind.Plural;
        details["uid"] = last.Meta().Uid;
        await ResponseWriter.WriteAsync(request.Http, StatusCodes.Ok, new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Success",
            ["details"] = details,
        });
    }
}
