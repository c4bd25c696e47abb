using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Answers questions that are asked as objects. In a cluster the same is an aggregated API.</summary>
public interface IQuestionAnswerer
{
    /// <summary>The question with its answer.</summary>
    /// <exception cref="StatusException">It cannot be answered.</exception>
    Task<JsonObject> AnswerAsync(KindDescriptor kind, string @namespace, JsonObject question, CancellationToken cancellationToken);
}

/// <summary>A kind of question that another part of the program answers.</summary>
internal sealed class QuestionKind(KindDescriptor kind, QuestionSlot slot) : IVirtualKind
{
    public KindDescriptor Kind => kind;

    public Task<JsonObject> CreateAsync(VirtualCall call, JsonObject document, CancellationToken cancellationToken) => slot.Answerer is { } answerer
        ? answerer.AnswerAsync(kind, call.Namespace, document, cancellationToken)
        : throw StatusErrors.Unavailable($"what answers {kind.Plural} is still starting: ask again in a moment");
}

/// <summary>Holds who answers, which starts later than the API server does: it is a client of it.</summary>
internal sealed class QuestionSlot
{
    private volatile IQuestionAnswerer? _answerer;

    public IQuestionAnswerer? Answerer
    {
        get => _answerer;
        set => _answerer = value;
    }
}
