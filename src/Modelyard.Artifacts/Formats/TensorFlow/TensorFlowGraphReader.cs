namespace Modelyard.Artifacts;

/// <summary>Reads which operators a saved model or a frozen graph uses; what they work on is skipped. Field numbers are those of saved_model.proto and graph.proto.</summary>
public sealed class TensorFlowGraphReader
{
    private const int LongestName = 64 << 10;
    private const int MostOperators = 100_000;

    private readonly ProtobufReader _wire;
    private readonly Dictionary<string, int> _operators = new(StringComparer.Ordinal);

    private TensorFlowGraphReader(ByteReader reader) => _wire = new ProtobufReader(reader);

    /// <param name="isSavedModel">Whether it is one, or a graph by itself.</param>
    public static TensorFlowGraph Read(ByteReader reader, long size, bool isSavedModel)
    {
        var graph = new TensorFlowGraphReader(reader);
        try
        {
            if (isSavedModel)
            {
                graph.Each(size, (2, metaGraph => graph.Each(metaGraph, (2, graph.ReadGraph))));
            }
            else
            {
                graph.ReadGraph(size);
            }

            return new TensorFlowGraph(graph._operators, []);
        }
        catch (MalformedContentException e)
        {
            return new TensorFlowGraph(graph._operators, [e.ToProblem()]);
        }
    }

    private void ReadGraph(long end) => Each(end, (1, ReadNode), (2, library => Each(library, (1, function => Each(function, (3, ReadNode))))));

    private void ReadNode(long end)
    {
        while (_wire.Next(end, out var field, out var wire))
        {
            if ((field, wire) is (2, ProtobufWire.Bytes))
            {
                Count(_wire.Text(end, LongestName, "an operator"));
            }
            else
            {
                _wire.Skip(wire, end);
            }
        }
    }

    private void Count(string name)
    {
        _operators[name] = _operators.GetValueOrDefault(name) + 1;
        if (_operators.Count > MostOperators)
        {
            throw _wire.Fail(FormatFault.Absurd, "it has more kinds of operators than any graph");
        }
    }

    /// <summary>Goes through the parts of a message.</summary>
    private void Each(long end, params ReadOnlySpan<(int Field, Action<long> Read)> parts)
    {
        while (_wire.Next(end, out var field, out var wire))
        {
            var isRead = false;
            foreach (var (wanted, read) in parts)
            {
                if (field == wanted && wire is ProtobufWire.Bytes)
                {
                    read(_wire.Enter(end));
                    isRead = true;
                    break;
                }
            }

            if (!isRead)
            {
                _wire.Skip(wire, end);
            }
        }
    }
}
