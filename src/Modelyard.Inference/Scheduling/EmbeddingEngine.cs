using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Modelyard.Inference;

/// <summary>
/// Embeddings over one context: a single thread takes inputs from a channel and computes as many as fit into one batch, each as
/// its own sequence, pooled as the model was trained and scaled to length 1.
/// </summary>
internal sealed partial class EmbeddingEngine : IDisposable
{
    private const int MaxBatchTokens = 8192;

    private readonly LlamaContext _context;
    private readonly EngineMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly int _sequences;
    private readonly int _maxQueue;
    private readonly Channel<EmbeddingInput> _inbox = Channel.CreateUnbounded<EmbeddingInput>(new() { SingleReader = true });
    private readonly AutoResetEvent _wake = new(false);
    private readonly List<EmbeddingInput> _batch = [];
    private readonly TaskCompletionSource _faulted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread _thread;

    private int _outstanding;
    private volatile bool _stopping;

    internal EmbeddingEngine(LlamaModel model, GenerationEngineOptions options, PoolingType pooling, EngineMetrics metrics, TimeProvider time, ILogger logger)
    {
        _metrics = metrics;
        _time = time;
        _logger = logger;
        _sequences = Math.Min(options.Parallel, GenerationEngineOptions.MaxSequences);
        _maxQueue = options.MaxQueue;
        MaxTokens = Math.Min(options.ContextSize, MaxBatchTokens);

        // Attention over a whole input cannot be cut into pieces: it must fit into one physical batch.
        var parameters = NativeMethods.llama_context_default_params();
        parameters.n_ctx = (uint)MaxTokens;
        parameters.n_batch = (uint)MaxTokens;
        parameters.n_ubatch = (uint)MaxTokens;
        parameters.n_seq_max = (uint)_sequences;
        parameters.n_threads = options.Threads;
        parameters.n_threads_batch = options.Threads;
        parameters.embeddings = 1;
        parameters.kv_unified = 1;
        parameters.n_outputs_max_per_seq = 0;
        parameters.pooling_type = pooling;
        _context = LlamaContext.Create(model, parameters);
        _thread = new Thread(Run) { IsBackground = true, Name = "llama-engine" };
        _thread.Start();
    }

    internal int MaxTokens { get; }

    internal int Dimensions => _context.EmbeddingSize;

    internal Task Faulted => _faulted.Task;

    /// <summary>Computes every input; all are queued or none.</summary>
    internal async Task<float[][]> EmbedAsync(IReadOnlyList<int[]> inputs, CancellationToken cancellationToken)
    {
        if (_stopping)
        {
            throw new EngineStoppedException();
        }

        if (Volatile.Read(ref _outstanding) >= _sequences + _maxQueue)
        {
            _metrics.CountRejection();
            throw new QueueFullException(TimeSpan.FromSeconds(1));
        }

        var queued = inputs.Select(tokens => new EmbeddingInput(tokens, _time.GetTimestamp(), cancellationToken)).ToArray();
        Interlocked.Add(ref _outstanding, queued.Length);
        foreach (var input in queued)
        {
            if (!_inbox.Writer.TryWrite(input))
            {
                throw new EngineStoppedException();
            }
        }

        _wake.Set();
        return await Task.WhenAll(queued.Select(q => q.Result.Task)).WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        _stopping = true;
        _wake.Set();
        _thread.Join();
        _context.Dispose();
        _wake.Dispose();
    }

    private void Run()
    {
        try
        {
            while (!_stopping)
            {
                if (Fill())
                {
                    Compute();
                }
                else
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
        _inbox.Writer.Complete();
        while (_inbox.Reader.TryRead(out var input))
        {
            Settle(input, FinishReason.Failed);
        }
    }

    private bool Fill()
    {
        _batch.Clear();
        _context.Batch.Clear();
        while (_batch.Count < _sequences && _inbox.Reader.TryPeek(out var input))
        {
            if (input.IsAbandoned)
            {
                _inbox.Reader.TryRead(out _);
                Settle(input, FinishReason.Cancelled);
                continue;
            }

            if (_context.Batch.Count + input.Tokens.Length > _context.Batch.Capacity)
            {
                break;
            }

            _inbox.Reader.TryRead(out _);
            for (var i = 0; i < input.Tokens.Length; i++)
            {
                _context.Batch.Add(input.Tokens[i], i, _batch.Count, output: true);
            }

            _batch.Add(input);
        }

        _metrics.Running = _batch.Count;
        _metrics.Waiting = Math.Max(0, Volatile.Read(ref _outstanding) - _batch.Count);
        return _batch.Count > 0;
    }

    private void Compute()
    {
        _context.Clear();
        var result = _context.Decode();
        _metrics.IterationTokens.Observe(_context.Batch.Count);
        for (var i = 0; i < _batch.Count; i++)
        {
            var input = _batch[i];
            if (result is DecodeResult.Ok)
            {
                input.Result.TrySetResult(Normalize(_context.EmbeddingOf(i)));
            }

            Settle(input, result is DecodeResult.Ok ? FinishReason.Stop : FinishReason.Failed);
        }
    }

    private void Settle(EmbeddingInput input, FinishReason reason)
    {
        Interlocked.Decrement(ref _outstanding);
        _metrics.CountFinished(reason);
        if (reason is FinishReason.Stop)
        {
            _metrics.CountPrompt(input.Tokens.Length, 0);
            _metrics.RequestPromptTokens.Observe(input.Tokens.Length);
            _metrics.EndToEnd.Observe(_time.GetElapsedTime(input.Arrived).TotalSeconds);
        }
        else
        {
            input.Result.TrySetException(new InvalidOperationException($"The engine could not embed the input: {LlamaLog.FirstError ?? reason.ToString()}"));
        }
    }

    private static float[] Normalize(ReadOnlySpan<float> values)
    {
        var sum = 0d;
        foreach (var value in values)
        {
            sum += (double)value * value;
        }

        var scale = sum > 0 ? (float)(1 / Math.Sqrt(sum)) : 0;
        var result = new float[values.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = values[i] * scale;
        }

        return result;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Critical, "The engine stopped")]
        internal static partial void EngineFailed(ILogger logger, Exception exception);
    }
}
