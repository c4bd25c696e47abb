namespace Modelyard.Artifacts;

/// <summary>
/// Walks the opcodes of pickles without running them. It keeps the stack, the marks and the memo as the real machine does, with
/// texts and imports in place of objects, so that every import is seen under the name it will have: also one whose name is put
/// together from the memo. What it cannot follow it reports; it never passes over it.
/// </summary>
public sealed class PickleWalker
{
    private const int MaxImports = 4096;
    private const int LongestName = 512;
    private const int LongestLine = 64 << 10;
    private const long KeptTextBudget = 16 << 20;
    private const int HighestProtocol = 5;

    private readonly ByteReader _reader;
    private readonly Dictionary<PickleImport, long> _imports = [];
    private readonly Dictionary<PickleConcern, long> _concerns = [];
    private readonly PickleStack _stack;
    private PickleMemo _memo = new();
    private long _textKept;
    private long _calls;
    private long _at;
    private ulong _frameEnd;

    private PickleWalker(ByteReader reader)
    {
        _reader = reader;
        _stack = new PickleStack(Fail);
    }

    /// <summary>Reads one pickle after the other, for as long as <paramref name="goOn"/> says after each.</summary>
    public static PickleReport Walk(ByteReader reader, Func<ByteReader, bool> goOn)
    {
        var walker = new PickleWalker(reader);
        var streams = 0;
        FormatProblem? problem = null;
        try
        {
            do
            {
                walker.WalkOne();
                streams++;
            }
            while (goOn(reader));
        }
        catch (MalformedContentException e)
        {
            problem = e.ToProblem();
        }

        return new PickleReport(walker._imports, walker._concerns, walker._calls, streams, reader.Position, problem);
    }

    private void WalkOne()
    {
        _stack.Clear();
        _memo = new PickleMemo();
        _textKept = 0;
        _frameEnd = 0;
        do
        {
            _at = _reader.Position;
            LeaveFrame();
        }
        while (Step((PickleOpcode)_reader.Byte("an opcode")));
    }

    private void LeaveFrame()
    {
        if (_frameEnd != 0 && (ulong)_at >= _frameEnd)
        {
            if ((ulong)_at > _frameEnd)
            {
                Concern(PickleConcern.CrossesFrame);
            }

            _frameEnd = 0;
        }
    }

    private bool Step(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Stop:
                _stack.Pop();
                return false;
            case PickleOpcode.Protocol:
                if (_reader.Byte("the protocol") > HighestProtocol)
                {
                    throw Fail(FormatFault.Unknown, $"it claims a protocol later than {HighestProtocol}");
                }

                break;
            case PickleOpcode.Frame:
                var length = _reader.UInt64("a frame");
                if (_frameEnd != 0)
                {
                    Concern(PickleConcern.CrossesFrame);
                }

                // Implementations differ in whether a frame may be longer than what is there, so that is allowed here.
                _frameEnd = length > long.MaxValue ? long.MaxValue : (ulong)_reader.Position + length;
                break;
            case PickleOpcode.Mark:
                _stack.Mark();
                break;
            case PickleOpcode.Pop:
                _stack.PopValueOrMark();
                break;
            case PickleOpcode.PopMark:
                _stack.PopMark();
                break;
            case PickleOpcode.Dup:
                _stack.Push(_stack.Top());
                break;
            case PickleOpcode.None or PickleOpcode.True or PickleOpcode.False or PickleOpcode.EmptyDict or PickleOpcode.EmptyList
                or PickleOpcode.EmptyTuple or PickleOpcode.EmptySet or PickleOpcode.NextBuffer:
                _stack.Push(PickleValue.Plain);
                break;
            case PickleOpcode.ReadOnlyBuffer:
                _stack.Top();
                break;
            case PickleOpcode.Tuple1 or PickleOpcode.BinPersistentId:
                Replace(1);
                break;
            case PickleOpcode.Tuple2:
                Replace(2);
                break;
            case PickleOpcode.Tuple3:
                Replace(3);
                break;
            case PickleOpcode.Tuple or PickleOpcode.List or PickleOpcode.Dict or PickleOpcode.FrozenSet:
                _stack.PopMark();
                _stack.Push(PickleValue.Plain);
                break;
            case PickleOpcode.Append:
                _stack.Pop();
                Change(_stack.Top());
                break;
            case PickleOpcode.SetItem:
                _stack.Pop();
                _stack.Pop();
                Change(_stack.Top());
                break;
            case PickleOpcode.Appends or PickleOpcode.SetItems or PickleOpcode.AddItems:
                _stack.PopMark();
                Change(_stack.Top());
                break;
            case PickleOpcode.Build:
                _stack.Pop();
                Change(_stack.Top());
                break;
            default:
                return Data(opcode) || Memo(opcode) || Calls(opcode) ? true : throw Fail(FormatFault.Damaged, $"0x{(byte)opcode:x2} is no opcode of pickle");
        }

        return true;
    }

    /// <summary>Opcodes that push the data written after them.</summary>
    private bool Data(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.BinInt1:
                Skip(1);
                break;
            case PickleOpcode.BinInt2:
                Skip(2);
                break;
            case PickleOpcode.BinInt:
                Skip(4);
                break;
            case PickleOpcode.BinFloat:
                Skip(8);
                break;
            case PickleOpcode.Long1 or PickleOpcode.ShortBinBytes:
                Skip(_reader.Byte("a length"));
                break;
            case PickleOpcode.Long4 or PickleOpcode.BinBytes:
                Skip(_reader.UInt32("a length"));
                break;
            case PickleOpcode.BinBytes8 or PickleOpcode.ByteArray8:
                Skip(_reader.UInt64("a length"));
                break;
            case PickleOpcode.ShortBinUnicode:
                Text(_reader.Byte("a length"), PickleText.Utf8);
                break;
            case PickleOpcode.BinUnicode:
                Text(_reader.UInt32("a length"), PickleText.Utf8);
                break;
            case PickleOpcode.BinUnicode8:
                Text(_reader.UInt64("a length"), PickleText.Utf8);
                break;
            case PickleOpcode.ShortBinString:
                Text(_reader.Byte("a length"), PickleText.Ascii);
                break;
            case PickleOpcode.BinString:
                Text(_reader.UInt32("a length"), PickleText.Ascii);
                break;
            case PickleOpcode.Int or PickleOpcode.Long:
                Number(PickleText.IsInteger);
                break;
            case PickleOpcode.Float:
                Number(PickleText.IsFloat);
                break;
            case PickleOpcode.PersistentId:
                Line();
                _stack.Push(PickleValue.Plain);
                break;
            case PickleOpcode.String:
                var line = Line();
                var isQuoted = true;
                var quoted = line is null ? null : PickleText.Quoted(line, out isQuoted);
                Push(isQuoted ? quoted : throw Fail(FormatFault.Damaged, "a text is not in quotes"));
                break;
            case PickleOpcode.Unicode:
                Push(Line() is { } text && !text.Contains((byte)'\\') ? PickleText.Ascii(text) : null);
                break;
            default:
                return false;
        }

        return true;
    }

    private bool Memo(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Get:
                Recall(Index());
                break;
            case PickleOpcode.BinGet:
                Recall(_reader.Byte("an index"));
                break;
            case PickleOpcode.LongBinGet:
                Recall(_reader.UInt32("an index"));
                break;
            case PickleOpcode.Put:
                Remember(Index());
                break;
            case PickleOpcode.BinPut:
                Remember(_reader.Byte("an index"));
                break;
            case PickleOpcode.LongBinPut:
                Remember(_reader.UInt32("an index"));
                break;
            case PickleOpcode.Memoize:
                Remember(_memo.Count);
                break;
            default:
                return false;
        }

        return true;
    }

    /// <summary>Opcodes that import and call: all that makes a pickle more than data.</summary>
    private bool Calls(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Global:
                Import(Name(), Name());
                break;
            case PickleOpcode.StackGlobal:
                var name = _stack.Pop();
                var module = _stack.Pop();
                Import(module.Text, name.Text);
                break;
            case PickleOpcode.Extension1:
                Extension(_reader.Byte("a code"));
                break;
            case PickleOpcode.Extension2:
                Extension(_reader.UInt16("a code"));
                break;
            case PickleOpcode.Extension4:
                Extension(_reader.UInt32("a code"));
                break;
            case PickleOpcode.Inst:
                Import(Name(), Name());
                var imported = _stack.Pop();
                _stack.PopMark();
                Call(imported);
                break;
            case PickleOpcode.Obj:
                Call(_stack.PopMark() ?? throw Fail(FormatFault.Damaged, "it makes an object of no class"));
                break;
            case PickleOpcode.Reduce or PickleOpcode.NewObject:
                _stack.Pop();
                Call(_stack.Pop());
                break;
            case PickleOpcode.NewObjectWithKeywords:
                _stack.Pop();
                _stack.Pop();
                Call(_stack.Pop());
                break;
            default:
                return false;
        }

        return true;
    }

    private void Import(string? module, string? name)
    {
        if (module is null || name is null)
        {
            Concern(PickleConcern.ComputedImport);
        }
        else if (_imports.Count < MaxImports)
        {
            _imports.TryAdd(new(module, name), _at);
        }
        else if (!_imports.ContainsKey(new(module, name)))
        {
            Concern(PickleConcern.TooManyImports);
        }

        _stack.Push(PickleValue.Import);
    }

    private void Extension(uint code)
    {
        if (code is 0 or > int.MaxValue)
        {
            throw Fail(FormatFault.Damaged, $"the registry has no code {code}");
        }

        Concern(PickleConcern.ExtensionRegistry);
        _stack.Push(PickleValue.Extension);
    }

    private void Call(PickleValue target)
    {
        if (target.Kind is PickleValueKind.Text)
        {
            throw Fail(FormatFault.Damaged, "it calls a text");
        }

        _calls++;
        if (target.IsPlain)
        {
            Concern(PickleConcern.ComputedCall);
        }

        _stack.Push(PickleValue.Plain);
    }

    private void Change(PickleValue target)
    {
        if (target.Kind is PickleValueKind.Import or PickleValueKind.Extension)
        {
            _calls++;
            Concern(PickleConcern.ChangesImport);
        }
    }

    private void Remember(uint index)
    {
        if (_memo.IsFull)
        {
            throw Fail(FormatFault.Absurd, "its memo holds more names than any model has");
        }

        _memo.Put(index, _stack.Top());
    }

    private void Recall(uint index) =>
        _stack.Push(_memo.TryGet(index, out var value) ? value : throw Fail(FormatFault.Damaged, $"it recalls number {index}, which was never stored"));

    private void Replace(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _stack.Pop();
        }

        _stack.Push(PickleValue.Plain);
    }

    private void Skip(ulong count)
    {
        _reader.Skip(count, "data");
        _stack.Push(PickleValue.Plain);
    }

    private void Text(ulong length, Func<ReadOnlySpan<byte>, string?> decode)
    {
        if (length > LongestName)
        {
            Skip(length);
        }
        else
        {
            Push(decode(_reader.Span((int)length, "a text")));
        }
    }

    // A text that is not kept can no longer be the name of an import: such an import is reported as computed.
    private void Push(string? text)
    {
        var kept = text is { Length: <= LongestName } && (_textKept += text.Length) <= KeptTextBudget;
        _stack.Push(kept ? new PickleValue(PickleValueKind.Text, text) : PickleValue.Plain);
    }

    private void Number(Func<ReadOnlySpan<byte>, bool> isNumber)
    {
        if (Line() is { } line && !isNumber(line))
        {
            throw Fail(FormatFault.Damaged, "a number is not one");
        }

        _stack.Push(PickleValue.Plain);
    }

    private uint Index() => Line() is { } line && PickleText.Index(line) is { } index ? index : throw Fail(FormatFault.Damaged, "an index of the memo is none");

    private string Name()
    {
        // Without its line feed at the end of everything, Python's implementation in Python takes a name all the same, less its last byte.
        var line = _reader.Line(LongestLine, out var isWhole);
        return (isWhole ? line : line?[..Math.Max(0, line.Length - 1)]) switch
        {
            null => throw Fail(FormatFault.Absurd, $"it imports a name of more than {LongestLine} bytes"),
            { Length: > LongestName } name when PickleText.IsDottedName(name) => throw Fail(FormatFault.Absurd, $"it imports a name of {name.Length} bytes"),
            { Length: > LongestName } => throw Fail(FormatFault.Damaged, "it imports a name that is none"),
            var name => PickleText.Utf8(name) ?? throw Fail(FormatFault.Damaged, "it imports a name that is not text"),
        };
    }

    private byte[]? Line() => _reader.Line(LongestLine, "a line");

    private void Concern(PickleConcern concern) => _concerns.TryAdd(concern, _at);

    private MalformedContentException Fail(FormatFault fault, string message) => new(fault, _at, message);
}
