namespace Modelyard.ApiServer;

/// <summary>Holds the source of logs, which starts later than the API server does: it is a client of it.</summary>
internal sealed class PodLogSlot
{
    private volatile IPodLogSource? _source;

    public IPodLogSource? Source
    {
        get => _source;
        set => _source = value;
    }
}
