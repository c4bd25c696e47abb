using System.Runtime.InteropServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Modelyard.Inference;

/// <summary>
/// Continuous batching over one context: a single thread owns all native state, takes requests from a channel, and in each step
/// decodes one batch that mixes everybody's next token with pieces of waiting prompts.
/// </summary>
internal sealed partial class GenerationEngine : IDisposable
{
    private const int BatchTokens = 512;
    private const int MaxConsecutiveFailures = 3;

    private readonly LlamaModel _model;
    private readonly LlamaContext _context;
    private readonly SlotTable _slots;
    private readonly EngineMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly int _parallel;
    private readonly int _maxQueue;
    private readonly Thread _thread;
    private readonly EventPublisher _publisher;
    private readonly StreamPace _pace;
    private readonly AutoResetEvent _wake = new(false);
    private readonly Channel<Generation> _inbox = Channel.CreateUnbounded<Generation>(new() { SingleReader = true });
    private readonly List<Generation> _waiting = [];
    private readonly LlamaTokenData[] _candidates;
    private readonly TaskCompletionSource _faulted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int _outstanding;
    private int _failures;
    private bool _preempted;
    private volatile bool _stopping;

    internal GenerationEngine(LlamaModel model, GenerationEngineOptions options, EngineMetrics metrics, TimeProvider time, ILogger logger)
    {
        _model = model;
        _metrics = metrics;
        _time = time;
        _logger = logger;
        _parallel = options.Parallel;
        _maxQueue = options.MaxQueue;
        _pace = new StreamPace(options.StreamInterval, time);
        ContextSize = options.ContextSize;
        _candidates = new LlamaTokenData[model.Vocabulary.Size];

        // One more than can run at once: a prompt that branches from an unused sequence needs one of its own.
        var sequences = options.Parallel + 1;
        var parameters = NativeMethods.llama_context_default_params();
        parameters.n_ctx = (uint)options.CacheCells;
        parameters.n_batch = (uint)Math.Max(BatchTokens, options.Parallel);
        parameters.n_ubatch = parameters.n_batch;
        parameters.n_seq_max = (uint)sequences;
        parameters.n_outputs_max = (uint)sequences;
        parameters.n_threads = options.Threads;
        parameters.n_threads_batch = options.Threads;
        parameters.kv_unified = 1;
        _context = LlamaContext.Create(model, parameters);
        var canReuse = !model.HasStatefulMemory;
        var store = canReuse && !model.HasSlidingWindow && options.PrefixBytes > 0 ? new PrefixStore(_context, options.PrefixBytes) : null;
        _slots = new SlotTable(_context, sequences, canReuse, store);
        // After all that can fail: nobody would end its thread.
        _publisher = new EventPublisher();
        _thread = new Thread(Run) { IsBackground = true, Name = "llama-engine" };
        _thread.Start();
    }

    /// <summary>The most tokens one request may have, its output included.</summary>
    internal int ContextSize { get; }

    internal int CacheCells => _context.Cells;

    /// <summary>Fails when the native engine cannot go on; the process should then be replaced.</summary>
    internal Task Faulted => _faulted.Task;

    /// <summary>Queues one generation per choice of every request: all of them or, when the queue is full already, none.</summary>
    /// <exception cref="QueueFullException">Too many are waiting.</exception>
    /// <exception cref="GrammarException">The grammar cannot be used.</exception>
    /// <exception cref="EngineStoppedException">The engine takes no more requests.</exception>
    internal Generation[][] Submit(IReadOnlyList<GenerationRequest> requests)
    {
        if (_stopping)
        {
            throw new EngineStoppedException();
        }

        if (Volatile.Read(ref _outstanding) >= _parallel + _maxQueue)
        {
            _metrics.CountRejection();
            throw new QueueFullException(RetryAfter());
        }

        var generations = requests.Select(Prepare).ToArray();
        foreach (var choice in generations.SelectMany(c => c))
        {
            Interlocked.Increment(ref _outstanding);
            if (!_inbox.Writer.TryWrite(choice))
            {
                throw new EngineStoppedException();
            }
        }

        _wake.Set();
        return generations;
    }

    internal Generation[] Submit(GenerationRequest request) => Submit([request])[0];

    internal void Cancel(Generation[] choices)
    {
        foreach (var choice in choices)
        {
            choice.Cancel();
        }

        _wake.Set();
    }

    public void Dispose()
    {
        _stopping = true;
        _wake.Set();
        _thread.Join();
        _publisher.Dispose();
        _context.Dispose();
        _wake.Dispose();
    }

    private Generation[] Prepare(GenerationRequest request)
    {
        var choices = new Generation[request.Choices];
        for (var i = 0; i < choices.Length; i++)
        {
            choices[i] = new Generation(request, i == 0 ? null : choices[0], _publisher)
            {
                Timing = { Arrived = _time.GetTimestamp() },
                Sampler = new TokenSampler(request.Sampling, _model, i),
            };
            choices[i].Sampler!.AcceptPrompt(request.Prompt);
        }

        _metrics.RequestMaxTokens.Observe(request.MaxTokens);
        _metrics.RequestChoices.Observe(request.Choices);
        return choices;
    }

    private TimeSpan RetryAfter()
    {
        var waves = (double)Volatile.Read(ref _outstanding) / _parallel;
        return TimeSpan.FromSeconds(Math.Clamp(Math.Ceiling(_metrics.EndToEnd.Mean * waves), 1, 60));
    }

    private void Run()
    {
        try
        {
            while (!_stopping)
            {
                Receive();
                DropCancelled();
                if (!_preempted)
                {
                    Admit();
                }

                _preempted = false;
                _metrics.Running = _slots.Active.Count;
                _metrics.Waiting = _waiting.Count;
                _metrics.CacheUsage = Math.Min(1d, (double)_slots.UsedCells / _context.Cells);
                if (_slots.Active.Count > 0)
                {
                    Step();
                }

                _publisher.Flush();
                if (_slots.Active.Count == 0 && _waiting.Count == 0)
                {
                    _wake.WaitOne();
                }
            }
        }
        catch (Exception e)
        {
            Log.EngineFailed(_logger, e);
            _faulted.TrySetException(e);
        }

        _stopping = true;
        Abandon();
    }

    private void Receive()
    {
        while (_inbox.Reader.TryRead(out var generation))
        {
            _waiting.Add(generation);
        }
    }

    private void DropCancelled()
    {
        for (var i = _slots.Active.Count - 1; i >= 0; i--)
        {
            if (_slots.Active[i].Active!.IsCancelled)
            {
                Finish(_slots.Active[i], FinishReason.Cancelled);
            }
        }

        for (var i = _waiting.Count - 1; i >= 0; i--)
        {
            if (_waiting[i].IsCancelled)
            {
                var generation = _waiting[i];
                _waiting.RemoveAt(i);
                Complete(generation, FinishReason.Cancelled);
            }
        }
    }

    private void Admit()
    {
        for (var i = 0; i < _waiting.Count && _slots.Active.Count < _parallel;)
        {
            var generation = _waiting[i];
            if (generation.First is { PromptDone: false, Finished: false })
            {
                // Its prompt is being read already, by the first choice of the same request.
                i++;
                continue;
            }

            // Some room beyond the prompt, lest a choice be admitted only to be preempted again a few tokens later.
            var reserve = Math.Min(32 * (_slots.Active.Count + 1), _context.Cells / 8);
            if (_slots.TryTake(generation, reserve) is not { } slot)
            {
                return;
            }

            _waiting.RemoveAt(i);
            if (generation.CachedTokens < 0)
            {
                generation.CachedTokens = slot.Cached.Count;
                generation.Timing.Scheduled = _time.GetTimestamp();
                _metrics.CountPrompt(generation.Request.Prompt.Length, slot.Cached.Count);
                _metrics.QueueTime.Observe(Seconds(generation.Timing.Arrived, generation.Timing.Scheduled));
            }
        }
    }

    private void Step()
    {
        var readsPrompts = StepPlanner.Plan(_slots.Active, _context.Batch);
        HandOn(_pace.IsDue(readsPrompts));
        switch (_context.Decode())
        {
            case DecodeResult.Ok:
                _failures = 0;
                _metrics.IterationTokens.Observe(_context.Batch.Count);
                Collect();
                break;
            case DecodeResult.NoSpace when _slots.Evict() || Preempt():
                break;
            case var result:
                Fail(result);
                break;
        }
    }

    private void HandOn(bool due)
    {
        foreach (var slot in _slots.Active)
        {
            // The first token is what a reader waits for: it never waits itself.
            if (due || slot.Active!.Generated == 1)
            {
                slot.Active!.Publish();
            }
        }

        _publisher.Flush();
    }

    private void Collect()
    {
        for (var i = _slots.Active.Count - 1; i >= 0; i--)
        {
            var slot = _slots.Active[i];
            var tokens = CollectionsMarshal.AsSpan(slot.Active!.Tokens);
            slot.Cached.AddRange(tokens.Slice(slot.Cached.Count, slot.InBatch));
            if (slot.OutputIndex >= 0)
            {
                Sample(slot, slot.Active);
            }
        }
    }

    private void Sample(Slot slot, Generation generation)
    {
        var logits = _context.LogitsAt(slot.OutputIndex);
        var token = generation.Sampler!.Sample(logits, _candidates);
        if (token < 0)
        {
            Finish(slot, FinishReason.Failed, "No token of this model can continue the requested response format.");
            return;
        }

        generation.PromptDone = true;
        generation.Tokens.Add(token);
        Clock(generation);
        if (_model.Vocabulary.EndsGeneration(token) && !generation.Request.IgnoreEnd)
        {
            Finish(slot, FinishReason.Stop);
            return;
        }

        var stopped = generation.Text.Append(_model.Vocabulary.Bytes(token));
        if (stopped)
        {
            Finish(slot, FinishReason.Stop);
            return;
        }

        if (generation.Request.Sampling.TopLogprobs is { } top)
        {
            generation.AddLogprobs(TokenLogprobs.From(logits, token, top));
        }

        if (generation.Generated >= generation.Request.MaxTokens)
        {
            Finish(slot, FinishReason.Length);
        }
    }

    private void Clock(Generation generation)
    {
        var now = _time.GetTimestamp();
        var timing = generation.Timing;
        _metrics.CountGenerated(1);
        if (timing.FirstToken == 0)
        {
            timing.FirstToken = now;
            _metrics.TimeToFirstToken.Observe(Seconds(timing.Arrived, now));
            _metrics.PrefillTime.Observe(Seconds(timing.Scheduled, now));
        }
        else
        {
            _metrics.InterTokenLatency.Observe(Seconds(timing.LastToken, now));
        }

        timing.LastToken = now;
    }

    private void Finish(Slot slot, FinishReason reason, string? failure = null)
    {
        var generation = slot.Active!;
        _slots.Release(slot);
        Complete(generation, reason, failure);
    }

    private void Complete(Generation generation, FinishReason reason, string? failure = null)
    {
        Interlocked.Decrement(ref _outstanding);
        _metrics.CountFinished(reason);
        var timing = generation.Timing;
        if (timing.FirstToken != 0)
        {
            _metrics.EndToEnd.Observe(Seconds(timing.Arrived, timing.LastToken));
            _metrics.InferenceTime.Observe(Seconds(timing.Scheduled, timing.LastToken));
            _metrics.DecodeTime.Observe(Seconds(timing.FirstToken, timing.LastToken));
            _metrics.RequestPromptTokens.Observe(generation.Request.Prompt.Length);
            _metrics.RequestGenerationTokens.Observe(generation.Generated);
            if (generation.Generated > 1)
            {
                _metrics.TimePerOutputToken.Observe(Seconds(timing.FirstToken, timing.LastToken) / (generation.Generated - 1));
            }
        }

        generation.Complete(reason, failure);
    }

    /// <summary>
    /// Puts the newest choice back at the head of the queue; its tokens are computed again when there is room, at the earliest
    /// after the others have gone on: otherwise it could take the same room again, for ever.
    /// </summary>
    private bool Preempt()
    {
        if (_slots.Active.Count < 2)
        {
            return false;
        }

        var slot = _slots.Active[^1];
        var generation = slot.Active!;
        generation.Publish();
        _slots.Release(slot);
        _slots.Drop(slot);
        _waiting.Insert(0, generation);
        _metrics.CountPreemption();
        _preempted = true;
        return true;
    }

    private void Fail(DecodeResult result)
    {
        Log.StepFailed(_logger, result, LlamaLog.FirstError);
        LlamaLog.ForgetError();
        for (var i = _slots.Active.Count - 1; i >= 0; i--)
        {
            Finish(_slots.Active[i], FinishReason.Failed, "The engine could not compute this request.");
        }

        _slots.ForgetAll();
        if (++_failures >= MaxConsecutiveFailures)
        {
            throw new InvalidOperationException($"{_failures} engine steps in a row failed; the last: {result}.");
        }
    }

    private void Abandon()
    {
        _inbox.Writer.Complete();
        Receive();
        for (var i = _slots.Active.Count - 1; i >= 0; i--)
        {
            Finish(_slots.Active[i], FinishReason.Failed, "The server is shutting down.");
        }

        foreach (var generation in _waiting)
        {
            Complete(generation, FinishReason.Failed, "The server is shutting down.");
        }

        _waiting.Clear();
        _publisher.Flush();
    }

    private double Seconds(long from, long to) => _time.GetElapsedTime(from, to).TotalSeconds;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "An engine step failed ({Result}): {Reason}")]
        internal static partial void StepFailed(ILogger logger, DecodeResult result, string? reason);

        [LoggerMessage(LogLevel.Critical, "The engine stopped")]
        internal static partial void EngineFailed(ILogger logger, Exception exception);
    }
}
