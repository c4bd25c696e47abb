using System.Numerics;
using System.Runtime.InteropServices;

namespace Modelyard.Inference;

/// <summary>Arithmetic over one row of logits.</summary>
internal static class Logits
{
    /// <summary>The first of the largest, as a plain loop would find it.</summary>
    internal static int IndexOfMax(ReadOnlySpan<float> logits)
    {
        var max = Max(logits);
        var index = logits.IndexOf(max);
        // A row of NaN has no largest element.
        return Math.Max(0, index);
    }

    /// <summary>log Σ exp(logit): what is subtracted from a logit to make it a log probability.</summary>
    internal static float LogSumExp(ReadOnlySpan<float> logits)
    {
        var max = Max(logits);
        var sum = 0d;
        foreach (var logit in logits)
        {
            sum += MathF.Exp(logit - max);
        }

        return max + (float)Math.Log(sum);
    }

    private static float Max(ReadOnlySpan<float> logits)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(logits);
        var max = float.NegativeInfinity;
        if (!vectors.IsEmpty)
        {
            var best = vectors[0];
            foreach (var vector in vectors[1..])
            {
                best = Vector.Max(best, vector);
            }

            for (var i = 0; i < Vector<float>.Count; i++)
            {
                max = Math.Max(max, best[i]);
            }
        }

        foreach (var logit in logits[(vectors.Length * Vector<float>.Count)..])
        {
            max = Math.Max(max, logit);
        }

        return max;
    }
}
