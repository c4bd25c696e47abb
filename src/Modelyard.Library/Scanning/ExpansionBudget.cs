using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>How much a file may still unpack to, everything nested in it counted together.</summary>
internal sealed class ExpansionBudget(ExtractionLimits limits, long fileSize)
{
    private readonly long _allowed = Math.Min(limits.MaxBytes, Math.Max(limits.RatioAppliesAbove, fileSize > long.MaxValue / limits.MaxRatio ? long.MaxValue : fileSize * limits.MaxRatio));
    private long _taken;
    private int _members;

    internal int MaxMembers => limits.MaxEntries;

    internal void Take(int bytes)
    {
        if ((_taken += bytes) > _allowed)
        {
            throw new ExpansionException($"it unpacks to more than {_allowed} bytes");
        }
    }

    internal void TakeMember()
    {
        if (++_members > limits.MaxEntries)
        {
            throw new ExpansionException($"it has more than {limits.MaxEntries} members");
        }
    }
}

internal sealed class ExpansionException(string message) : Exception(message);
