using Microsoft.AspNetCore.Http;

namespace Modelyard.Inference;

/// <summary>What the HTTP side knows of the model: nothing while it loads, then the model, then that the server is going.</summary>
internal sealed class ServerState
{
    private volatile ServedModel? _model;
    private volatile bool _draining;

    internal bool IsReady => _model is not null && !_draining;

    internal string Status => _draining ? "draining" : _model is null ? "loading" : "ok";

    internal ServedModel Model => _model ?? throw ApiException.Unavailable("The model is still loading.", TimeSpan.FromSeconds(1), "model_loading");

    internal ServedModel? Loaded => _model;

    internal void Ready(ServedModel model) => _model = model;

    internal void Drain() => _draining = true;

    /// <summary>A gateway may qualify the name with a namespace: "demo/atlas" is "atlas" here.</summary>
    internal ServedModel Find(string? name)
    {
        var model = Model;
        if (name is null)
        {
            throw ApiException.BadRequest("Missing required parameter: 'model'.", "model", "missing_required_parameter");
        }

        return name == model.Alias || name.EndsWith("/" + model.Alias, StringComparison.Ordinal)
            ? model
            : throw new ApiException(
                StatusCodes.Status404NotFound,
                $"The model `{name}` does not exist or you do not have access to it. This server serves `{model.Alias}`.",
                ApiException.InvalidRequest, "model", "model_not_found");
    }
}
