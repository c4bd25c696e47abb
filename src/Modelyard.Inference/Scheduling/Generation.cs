using System.Threading.Channels;

namespace Modelyard.Inference;

/// <summary>
/// One choice of a request: the engine thread writes, by way of the publisher; one reader consumes <see cref="Events"/>. The
/// number of events is bounded by the number of tokens, so a slow reader costs a few bytes per token and never delays the engine.
/// </summary>
internal sealed class Generation
{
    private readonly Channel<GenerationEvent> _events =
        Channel.CreateUnbounded<GenerationEvent>(new() { SingleReader = true, SingleWriter = true, AllowSynchronousContinuations = true });

    private readonly EventPublisher _publisher;

    private volatile bool _cancelled;
    private TokenLogprobs[] _logprobs = [];
    private int _logprobCount;
    private int[] _logprobEnds = [];
    private int _released;
    private int _published;

    internal Generation(GenerationRequest request, Generation? first, EventPublisher publisher)
    {
        _publisher = publisher;
        Request = request;
        First = first;
        Text = new OutputText(request.Stops);
        Tokens = [.. request.Prompt];
    }

    internal GenerationRequest Request { get; }

    /// <summary>The choice whose prompt this one shares; null for the first of a request.</summary>
    internal Generation? First { get; }

    internal OutputText Text { get; }

    internal ChannelReader<GenerationEvent> Events => _events.Reader;

    internal RequestTiming Timing { get; } = new();

    /// <summary>Prompt tokens whose state was already in the cache when this choice was first scheduled.</summary>
    internal int CachedTokens { get; set; } = -1;

    internal string? Failure { get; private set; }

    internal bool IsCancelled => _cancelled;

    /// <summary>Hands an event to the reader, which goes on within this call if it was waiting. Publisher only.</summary>
    internal void Deliver(GenerationEvent news)
    {
        _events.Writer.TryWrite(news);
        if (news.Finish is not FinishReason.None)
        {
            _events.Writer.Complete();
        }
    }

    // Below: engine thread only.

    /// <summary>The prompt and everything generated after it.</summary>
    internal List<int> Tokens { get; }

    internal TokenSampler? Sampler { get; set; }

    internal int Generated => Tokens.Count - Request.Prompt.Length;

    internal bool PromptDone { get; set; }

    internal bool Finished { get; private set; }

    internal void Cancel() => _cancelled = true;

    internal TokenLogprobs LogprobsAt(int index) => Volatile.Read(ref _logprobs)[index];

    internal void AddLogprobs(TokenLogprobs logprobs)
    {
        if (_logprobCount == _logprobs.Length)
        {
            var larger = new TokenLogprobs[Math.Max(16, _logprobs.Length * 2)];
            _logprobs.CopyTo(larger, 0);
            Volatile.Write(ref _logprobs, larger);
            Array.Resize(ref _logprobEnds, larger.Length);
        }

        _logprobs[_logprobCount] = logprobs;
        _logprobEnds[_logprobCount++] = Text.Length;
    }

    /// <summary>Hands what was generated since the last time to the reader.</summary>
    internal void Publish()
    {
        if (Generated > _published)
        {
            Post(FinishReason.None);
        }
    }

    internal void Complete(FinishReason reason, string? failure = null)
    {
        Finished = true;
        Failure = failure;
        Sampler?.Dispose();
        Sampler = null;
        Text.Complete();
        Post(reason);
    }

    private void Post(FinishReason reason)
    {
        _published = Generated;
        _publisher.Post(this, new GenerationEvent(Text.Released, Generated, ReleasedLogprobs(), reason));
    }

    // A token's log probabilities would give away a stop string that its text still hides.
    private int ReleasedLogprobs()
    {
        while (_released < _logprobCount && _logprobEnds[_released] <= Text.Released)
        {
            _released++;
        }

        return _released;
    }
}
