using Modelyard.Tests.Library;

namespace Modelyard.Tests.Artifacts;

/// <summary>Makes pickles of random opcodes that mostly fit together; the same seed makes the same pickle.</summary>
internal sealed class RandomPickle(int seed)
{
    private static readonly string[] Words = ["os", "posix", "system", "collections", "OrderedDict", "builtins", "eval", "torch", "a.b", "é", ""];
    private readonly Random _random = new(seed);
    private readonly PickleBytes _pickle = new();

    internal byte[] Next()
    {
        if (_random.Next(3) > 0)
        {
            _pickle.Raw(0x80, (byte)_random.Next(6));
        }

        for (var steps = 3 + _random.Next(25); steps > 0; steps--)
        {
            Step();
        }

        return _pickle.Ops(".").ToArray();
    }

    private void Step()
    {
        switch (_random.Next(30))
        {
            case 0: _pickle.Global(Word(), Word()); break;
            case 1 or 2: _pickle.Text(Word()).Memoize().Text(Word()).Memoize().Raw(0x93); break;
            case 3: _pickle.Raw(0x93); break;
            case 4: _pickle.Ops("(").Inst(Word(), Word()); break;
            case 5: _pickle.Ops(")R"); break;
            case 6: _pickle.Ops("("); break;
            case 7: _pickle.Ops("t"); break;
            case 8: _pickle.Ops(Pick("}", "]", ")", "N")); break;
            case 9: _pickle.Raw(Pick<byte>(0x85, 0x86, 0x87, 0x88, 0x89, 0x8F, 0x91)); break;
            case 10: _pickle.Get((byte)_random.Next(6)); break;
            case 11: _pickle.Put((byte)_random.Next(6)); break;
            case 12: _pickle.Memoize(); break;
            case 13: _pickle.Ops($"{Pick("g", "p")}{_random.Next(6)}\n"); break;
            case 14: _pickle.Text(Word()); break;
            case 15: _pickle.LongText(Word()); break;
            case 16: _pickle.Ops($"S{Pick("'", "\"")}{Pick("posix", "system", "a\\x41", "os")}{Pick("'", "\"")}\n"); break;
            case 17: _pickle.Ops($"V{Pick("posix", "system", "\\u0061", "os")}\n"); break;
            case 18: _pickle.Ops($"I{Pick("1", "01", "00", " 12 ", "0x1f", "1_000", "-3", "+3", "abc", "0b1", "07", "")}\n"); break;
            case 19: _pickle.Ops($"L{Pick("1", "1L", "0x1fL", "1_0", " 3", "L", "-2L")}\n"); break;
            case 20: _pickle.Ops($"F{Pick("1.5", "nan", "-inf", "1e5", " 2 ", "1_0.5", "infinity", "x", "")}\n"); break;
            case 21: _pickle.Ops(Pick("0", "1", "2", "Q")); break;
            case 22: _pickle.Ops(Pick("a", "s", "e", "u", "b", "d", "l", "o")); break;
            case 23: _pickle.Raw(Pick<byte>(0x81, 0x92, 0x90)); break;
            case 24: _pickle.Raw(0x95).Raw(BitConverter.GetBytes((long)_random.Next(40))); break;
            case 25: _pickle.Raw(Pick<byte>(0x82), (byte)_random.Next(4)); break;
            case 26: _pickle.Int((byte)_random.Next(256)); break;
            case 27: _pickle.Ops($"P{Word()}\n"); break;
            case 28: _pickle.Bytes("bytes"u8).Ops("U").Raw(2).Ops("os"); break;
            default: _pickle.Ops("0"); break;
        }
    }

    private string Word() => Pick(Words);

    private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];
}
