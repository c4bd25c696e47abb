namespace Modelyard.Artifacts;

/// <summary>
/// Reads an ONNX model without building it: weights are skipped, and of the graph remain the operators it uses, the files it
/// refers to and the size of its weights. Field numbers are those of onnx.proto.
/// </summary>
public sealed class OnnxModelReader
{
    private const int MaxDepth = 64;
    private const int MaxName = 64 << 10;
    private const int MaxKept = 100_000;

    private readonly ProtobufReader _wire;
    private readonly Dictionary<string, long> _opsets = new(StringComparer.Ordinal);
    private readonly Dictionary<OnnxOperator, int> _operators = [];
    private readonly HashSet<OnnxOperator> _functions = [];
    private readonly List<OnnxExternalData> _external = [];
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private readonly List<string> _inputs = [];
    private readonly List<string> _outputs = [];
    private readonly Dictionary<int, UInt128> _elements = [];
    private readonly List<FormatProblem> _problems = [];
    private long _irVersion;
    private string? _producer;
    private string? _graphName;
    private bool _hasGraph;
    private int _kept;

    private OnnxModelReader(ByteReader reader) => _wire = new ProtobufReader(reader);

    public static OnnxModel Read(ByteReader reader, long size)
    {
        var model = new OnnxModelReader(reader);
        try
        {
            model.ReadModel(size);
            if (!model._hasGraph)
            {
                throw model._wire.Fail(FormatFault.Truncated, "it has no graph");
            }
        }
        catch (MalformedContentException e)
        {
            model._problems.Add(e.ToProblem());
        }

        return new OnnxModel(model._irVersion, model._producer, model._graphName, model._hasGraph, model._opsets, model._operators, model._functions,
            model._external, model._metadata, model._inputs, model._outputs,
            model._elements.Values.Aggregate(UInt128.Zero, (sum, n) => sum + n), model._elements, model._problems);
    }

    private void ReadModel(long end)
    {
        while (_wire.Next(end, out var field, out var wire))
        {
            switch (field, wire)
            {
                case (1, ProtobufWire.Varint):
                    _irVersion = (long)_wire.Varint();
                    break;
                case (2, ProtobufWire.Bytes):
                    _producer = _wire.Text(end, MaxName, "the producer's name");
                    break;
                case (7, ProtobufWire.Bytes):
                    _hasGraph = true;
                    ReadGraph(_wire.Enter(end), 1);
                    break;
                case (8, ProtobufWire.Bytes):
                    ReadOpset(_wire.Enter(end));
                    break;
                case (14, ProtobufWire.Bytes):
                    var (key, value) = ReadPair(_wire.Enter(end));
                    _metadata[Kept(key)] = value;
                    break;
                case (20, ProtobufWire.Bytes):
                    ReadTraining(_wire.Enter(end));
                    break;
                case (25, ProtobufWire.Bytes):
                    ReadFunction(_wire.Enter(end));
                    break;
                default:
                    _wire.Skip(wire, end);
                    break;
            }
        }
    }

    private void ReadOpset(long end)
    {
        var (domain, version) = ("", 0L);
        while (_wire.Next(end, out var field, out var wire))
        {
            switch (field, wire)
            {
                case (1, ProtobufWire.Bytes):
                    domain = _wire.Text(end, MaxName, "a domain");
                    break;
                case (2, ProtobufWire.Varint):
                    version = (long)_wire.Varint();
                    break;
                default:
                    _wire.Skip(wire, end);
                    break;
            }
        }

        _opsets[Kept(domain)] = version;
    }

    private void ReadTraining(long end)
    {
        while (_wire.Next(end, out var field, out var wire))
        {
            if (field is 1 or 2 && wire is ProtobufWire.Bytes)
            {
                ReadGraph(_wire.Enter(end), 1);
            }
            else
            {
                _wire.Skip(wire, end);
            }
        }
    }

    private void ReadFunction(long end)
    {
        var (name, domain) = ("", "");
        while (_wire.Next(end, out var field, out var wire))
        {
            switch (field, wire)
            {
                case (1, ProtobufWire.Bytes):
                    name = _wire.Text(end, MaxName, "a function's name");
                    break;
                case (7, ProtobufWire.Bytes):
                    ReadNode(_wire.Enter(end), 1);
                    break;
                case (10, ProtobufWire.Bytes):
                    domain = _wire.Text(end, MaxName, "a function's domain");
                    break;
                case (11, ProtobufWire.Bytes):
                    ReadAttribute(_wire.Enter(end), 1);
                    break;
                default:
                    _wire.Skip(wire, end);
                    break;
            }
        }

        _functions.Add(new(Kept(domain), Kept(name)));
    }

    private void ReadGraph(long end, int depth)
    {
        if (depth > MaxDepth)
        {
            throw _wire.Fail(FormatFault.Absurd, $"graphs are nested more than {MaxDepth} deep");
        }

        while (_wire.Next(end, out var field, out var wire))
        {
            switch (field, wire)
            {
                case (1, ProtobufWire.Bytes):
                    ReadNode(_wire.Enter(end), depth);
                    break;
                case (2, ProtobufWire.Bytes) when depth == 1:
                    _graphName = _wire.Text(end, MaxName, "the graph's name");
                    break;
                case (5, ProtobufWire.Bytes):
                    ReadTensor(_wire.Enter(end), isWeight: true);
                    break;
                case (11, ProtobufWire.Bytes) when depth == 1:
                    ReadValueName(_wire.Enter(end), _inputs);
                    break;
                case (12, ProtobufWire.Bytes) when depth == 1:
                    ReadValueName(_wire.Enter(end), _outputs);
                    break;
                case (15, ProtobufWire.Bytes):
                    ReadSparse(_wire.Enter(end), isWeight: true);
                    break;
                default:
                    _wire.Skip(wire, end);
                    break;
            }
        }
    }

    private void ReadValueName(long end, List<string> into)
    {
        while (_wire.Next(end, out var field, out var wire))
        {
            if (field == 1 && wire is ProtobufWire.Bytes)
            {
                into.Add(Kept(_wire.Text(end, MaxName, "a value's name")));
            }
            else
            {
                _wire.Skip(wire, end);
            }
        }
    }

    private void ReadNode(long end, int depth)
    {
        var (name, domain) = ("", "");
        while (_wire.Next(end, out var field, out var wire))
        {
            switch (field, wire)
            {
                case (4, ProtobufWire.Bytes):
                    name = _wire.Text(end, MaxName, "an operator's name");
                    break;
                case (5, ProtobufWire.Bytes):
                    ReadAttribute(_wire.Enter(end), depth);
                    break;
                case (7, ProtobufWire.Bytes):
                    domain = _wire.Text(end, MaxName, "an operator's domain");
                    break;
                default:
                    _wire.Skip(wire, end);
                    break;
            }
        }

        var used = new OnnxOperator(domain, name);
        if (!_operators.TryAdd(used, 1))
        {
            _operators[used]++;
        }
        else
        {
            Kept(name);
        }
    }

    private void ReadAttribute(long end, int depth)
    {
        while (_wire.Next(end, out var field, out var wire))
        {
            switch (field, wire)
            {
                case (5 or 10, ProtobufWire.Bytes):
                    ReadTensor(_wire.Enter(end), isWeight: false);
                    break;
                case (6 or 11, ProtobufWire.Bytes):
                    ReadGraph(_wire.Enter(end), depth + 1);
                    break;
                case (22 or 23, ProtobufWire.Bytes):
                    ReadSparse(_wire.Enter(end), isWeight: false);
                    break;
                default:
                    _wire.Skip(wire, end);
                    break;
            }
        }
    }

    private void ReadSparse(long end, bool isWeight)
    {
        while (_wire.Next(end, out var field, out var wire))
        {
            if (field is 1 or 2 && wire is ProtobufWire.Bytes)
            {
                ReadTensor(_wire.Enter(end), isWeight && field == 1);
            }
            else
            {
                _wire.Skip(wire, end);
            }
        }
    }

    private void ReadTensor(long end, bool isWeight)
    {
        string? name = null;
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        var (isExternal, type, elements) = (false, 0, UInt128.One);
        while (_wire.Next(end, out var field, out var wire))
        {
            switch (field, wire)
            {
                case (1, ProtobufWire.Varint):
                    elements = Times(elements, _wire.Varint());
                    break;
                case (1, ProtobufWire.Bytes):
                    for (var to = _wire.Enter(end); _wire.Position < to;)
                    {
                        elements = Times(elements, _wire.Varint());
                    }

                    break;
                case (2, ProtobufWire.Varint):
                    type = (int)Math.Min(_wire.Varint(), int.MaxValue);
                    break;
                case (8, ProtobufWire.Bytes):
                    name = _wire.Text(end, MaxName, "a tensor's name");
                    break;
                case (13, ProtobufWire.Bytes):
                    var (key, value) = ReadPair(_wire.Enter(end));
                    pairs[Kept(key)] = value;
                    break;
                case (14, ProtobufWire.Varint):
                    isExternal = _wire.Varint() == 1;
                    break;
                default:
                    _wire.Skip(wire, end);
                    break;
            }
        }

        // Readers differ in which of the two they go by.
        if (isExternal || pairs.Count > 0)
        {
            _external.Add(new(Kept(name ?? ""), pairs.GetValueOrDefault("location"), pairs.GetValueOrDefault("offset"), pairs.GetValueOrDefault("length")));
        }

        if (isWeight)
        {
            _elements[type] = _elements.GetValueOrDefault(type) + elements;
            Kept("");
        }
    }

    private (string Key, string Value) ReadPair(long end)
    {
        var (key, value) = ("", "");
        while (_wire.Next(end, out var field, out var wire))
        {
            switch (field, wire)
            {
                case (1, ProtobufWire.Bytes):
                    key = _wire.Text(end, MaxName, "a key");
                    break;
                case (2, ProtobufWire.Bytes):
                    value = _wire.Text(end, MaxKept, $"the value of {key}");
                    break;
                default:
                    _wire.Skip(wire, end);
                    break;
            }
        }

        return (key, value);
    }

    private static UInt128 Times(UInt128 product, ulong dimension) => product > ulong.MaxValue ? product : product * dimension;

    // Names are kept as often as they differ; a graph made of nothing but names must not fill the memory.
    private string Kept(string text)
    {
        _kept += 1 + text.Length / 64;
        return _kept <= 10 * MaxKept ? text : throw _wire.Fail(FormatFault.Absurd, "it has more names than any model");
    }
}
