namespace Modelyard.Client;

/// <summary>What was configured does not lead to an API. Each problem says where it is and what to do.</summary>
public sealed class ConnectionConfigException(IReadOnlyList<string> problems, Exception? inner = null) : Exception(string.Join("; ", problems), inner)
{
    /// <summary>One problem.</summary>
    public ConnectionConfigException(string problem, Exception? inner = null)
        : this([problem], inner)
    {
    }

    /// <summary>All that is wrong.</summary>
    public IReadOnlyList<string> Problems => problems;
}
