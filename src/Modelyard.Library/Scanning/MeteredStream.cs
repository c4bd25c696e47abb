using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>Unpacked bytes on their way out of an archive, counted against the budget of its file.</summary>
internal sealed class MeteredStream(Stream inner, ExpansionBudget budget) : ReadThroughStream(inner)
{
    public override int Read(Span<byte> buffer)
    {
        var read = Inner.Read(buffer);
        budget.Take(read);
        return read;
    }
}
