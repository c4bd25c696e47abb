using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Answers questions that are asked as objects. In a cluster the same is an aggregated API.</summary>
public interface IQuestionAnswerer
{
    /// <summary>The question with its answer.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="namespace">The project it is asked in.</param>
    /// <param name="question">The question.</param>
    /// <param name="rights">What the rights of who asks say to it, which only the server knows.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StatusException">It cannot be answered.</exception>
    Task<JsonObject> AnswerAsync(KindDescriptor kind, string @namespace, JsonObject question, AdmissionVerdict rights, CancellationToken cancellationToken);
}

/// <summary>A kind of question that another part of the program answers.</summary>
internal sealed class QuestionKind(KindDescriptor kind, QuestionSlot slot, EngineRight engines) : IVirtualKind
{
    public KindDescriptor Kind => kind;

    public async Task<JsonObject> CreateAsync(VirtualCall call, JsonObject document, CancellationToken cancellationToken) => slot.Answerer is { } answerer
        ? await answerer.AnswerAsync(kind, call.Namespace, document, await engines.ReviewAsync(kind, document, call.User, cancellationToken), cancellationToken)
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
