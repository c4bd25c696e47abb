namespace Modelyard.Inference;

/// <summary>A loaded model with the engine that serves it: one of the two engines is there.</summary>
internal sealed class ServedModel(
    string alias, LlamaModel model, ChatTemplate template, GenerationEngine? generation, EmbeddingEngine? embedding, long created) : IDisposable
{
    internal string Alias { get; } = alias;

    internal LlamaModel Model { get; } = model;

    internal ChatTemplate Template { get; } = template;

    internal long Created { get; } = created;

    internal int ContextSize => generation?.ContextSize ?? embedding!.MaxTokens;

    internal int CacheCells => generation?.CacheCells ?? 0;

    internal Task Faulted => generation?.Faulted ?? embedding!.Faulted;

    internal GenerationEngine Generation => generation ?? throw ApiException.BadRequest(
        $"The model `{Alias}` makes embeddings and does not generate text: use /v1/embeddings.", "model", "unsupported_model");

    internal EmbeddingEngine Embedding => embedding ?? throw ApiException.BadRequest(
        $"The model `{Alias}` generates text: to get embeddings from it, serve it with --embedding.", "model", "unsupported_model");

    public void Dispose()
    {
        generation?.Dispose();
        embedding?.Dispose();
        Model.Dispose();
    }
}
