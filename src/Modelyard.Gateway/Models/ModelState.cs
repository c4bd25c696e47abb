namespace Modelyard.Gateway;

/// <summary>What is learned about a model from its calls. Outlives the snapshots the model appears in.</summary>
internal sealed class ModelState
{
    // Text in the languages models are mostly used for has about four bytes a token; requests also have the JSON around it.
    private const double FirstGuess = 0.25;
    private const double Memory = 0.9;

    private double _tokensPerByte = FirstGuess;

    /// <summary>The answers that are kept.</summary>
    public AnswerStore Answers { get; } = new();

    /// <summary>The calls that wait for a replica.</summary>
    public CallQueue Queue { get; } = new();

    /// <summary>How many input tokens a request of this length is likely to have.</summary>
    public long EstimateInput(int bytes) => (long)Math.Ceiling(bytes * Volatile.Read(ref _tokensPerByte));

    /// <summary>Learns from a call: its length, and the tokens it turned out to have.</summary>
    public void Learn(int bytes, long tokens)
    {
        if (bytes > 0 && tokens > 0)
        {
            // Calls that learn at the same time may overwrite each other: any of them will do.
            Volatile.Write(ref _tokensPerByte, (Memory * Volatile.Read(ref _tokensPerByte)) + ((1 - Memory) * tokens / bytes));
        }
    }
}
