namespace Modelyard.Inference;

/// <summary>The model's own log probability of the chosen token and of the likeliest ones, before any sampling rule.</summary>
internal sealed record TokenLogprobs(int Token, float Logprob, TokenLogprob[] Top)
{
    internal static TokenLogprobs From(ReadOnlySpan<float> logits, int chosen, int count)
    {
        var total = Logits.LogSumExp(logits);
        var top = new TokenLogprob[Math.Min(count, logits.Length)];
        var filled = 0;
        for (var token = 0; token < logits.Length && top.Length > 0; token++)
        {
            var logit = logits[token];
            if (filled == top.Length && logit <= top[filled - 1].Logprob)
            {
                continue;
            }

            var place = filled < top.Length ? filled++ : filled - 1;
            for (; place > 0 && top[place - 1].Logprob < logit; place--)
            {
                top[place] = top[place - 1];
            }

            top[place] = new TokenLogprob(token, logit);
        }

        for (var i = 0; i < top.Length; i++)
        {
            top[i] = top[i] with { Logprob = top[i].Logprob - total };
        }

        return new TokenLogprobs(chosen, logits[chosen] - total, top);
    }
}

internal readonly record struct TokenLogprob(int Token, float Logprob);
