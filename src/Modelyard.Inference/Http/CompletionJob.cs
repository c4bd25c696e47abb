namespace Modelyard.Inference;

/// <summary>The choices of one HTTP request, in the order of their index in the answer, and where each has got to.</summary>
internal sealed class CompletionJob(GenerationEngine engine, IReadOnlyList<Generation[]> prompts) : IDisposable
{
    private readonly Generation[] _choices = [.. prompts.SelectMany(p => p)];
    private readonly int[] _tokens = new int[prompts.Sum(p => p.Length)];

    internal IReadOnlyList<Generation> Choices => _choices;

    internal Usage Usage
    {
        get
        {
            var (prompt, cached) = (0, 0);
            foreach (var choices in prompts)
            {
                prompt += choices[0].Request.Prompt.Length;
                cached += Math.Max(0, choices[0].CachedTokens);
            }

            return new Usage(prompt, _tokens.Sum(), cached);
        }
    }

    /// <summary>Queues every prompt, or none.</summary>
    /// <exception cref="ApiException">The engine does not take them.</exception>
    internal static CompletionJob Start(GenerationEngine engine, IReadOnlyList<GenerationRequest> requests)
    {
        try
        {
            return new CompletionJob(engine, engine.Submit(requests));
        }
        catch (QueueFullException full)
        {
            throw ApiException.From(full);
        }
        catch (EngineStoppedException)
        {
            throw ApiException.Stopping();
        }
        catch (GrammarException grammar)
        {
            throw ApiException.BadRequest(grammar.Message, "response_format", "invalid_json_schema");
        }
    }

    /// <summary>Waits for news of one choice and returns the latest, skipping what it contains.</summary>
    internal async ValueTask<GenerationEvent> NextAsync(int index, CancellationToken cancellationToken)
    {
        var latest = await _choices[index].Events.ReadAsync(cancellationToken);
        while (latest.Finish is FinishReason.None && _choices[index].Events.TryRead(out var later))
        {
            latest = later;
        }

        _tokens[index] = latest.Tokens;
        return latest;
    }

    internal async Task<GenerationEvent> CompleteAsync(int index, CancellationToken cancellationToken)
    {
        GenerationEvent latest;
        do
        {
            latest = await NextAsync(index, cancellationToken);
        }
        while (latest.Finish is FinishReason.None);
        return latest.Finish is FinishReason.Failed ? throw Failure(index) : latest;
    }

    internal ApiException Failure(int index) =>
        new(500, _choices[index].Failure ?? "The engine could not complete this request.", ApiException.ServerError);

    /// <summary>Whatever is still running stops: the client left, or an answer has already failed.</summary>
    public void Dispose()
    {
        foreach (var choices in prompts)
        {
            engine.Cancel(choices);
        }
    }
}
