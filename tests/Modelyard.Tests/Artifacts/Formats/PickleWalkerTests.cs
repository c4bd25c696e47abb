using System.Globalization;
using Modelyard.Artifacts;
using Modelyard.Tests.Library;

namespace Modelyard.Tests.Artifacts;

public sealed class PickleWalkerTests
{
    private static readonly int Executions = int.Parse(Environment.GetEnvironmentVariable("MODELYARD_FUZZ") ?? "400", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Walker_SeesEveryImportAndCall_ThatPythonMakes()
    {
        var seeds = new[]
        {
            PickleBytes.Call("posix", "system"), PickleBytes.StateDict(),
            PickleBytes.Protocol(4).Text("system").Memoize().Ops("0").Text("posix").Memoize().Ops("0").Get(1).Get(0).Raw(0x93).Text("id").Raw(0x85).Ops("R.").ToArray(),
            PickleBytes.Protocol(2).Ops("(").Inst("os", "system").Ops("}b(").Global("a", "b").Ops("o.").ToArray(),
        };
        byte[][] pickles =
        [
            .. Enumerable.Range(0, 10 * Executions).Select(seed => new RandomPickle(seed).Next()),
            .. seeds.SelectMany(seed => Enumerable.Range(0, 2 * Executions).Select(n => new Mutation(n).Of(seed))),
        ];

        var expected = await PythonPickle.LoadAsync(pickles, TestContext.Current.CancellationToken);

        var imports = 0;
        for (var i = 0; i < pickles.Length; i++)
        {
            var report = Walk(pickles[i]);
            (expected[i].Calls == 0 || report.Calls > 0 || report.Concerns.ContainsKey(PickleConcern.CrossesFrame) || report.Problem?.Fault is FormatFault.Absurd)
                .ShouldBeTrue($"pickle {i} calls what it imports: {Convert.ToHexString(pickles[i])}");
            foreach (var import in expected[i].Imports)
            {
                var (module, name) = (import[0], import[1]);
                var isSeen = report.Imports.ContainsKey(new(module, name)) || report.Concerns.ContainsKey(PickleConcern.ComputedImport) || report.Concerns.ContainsKey(PickleConcern.CrossesFrame) || report.Problem?.Fault is FormatFault.Absurd;
                isSeen.ShouldBeTrue($"{module}.{name} of pickle {i}, {Convert.ToHexString(pickles[i])}: {report.Problem?.Message}");
                imports++;
            }
        }

        imports.ShouldBeGreaterThan(Executions, "a comparison of nothing proves nothing");
        TestContext.Current.TestOutputHelper!.WriteLine($"{pickles.Length} pickles with {imports} imports");
    }

    [Fact]
    public void Opcodes_OfEveryProtocol_AreKnown()
    {
        const string Letters = "(.0127FIJKLMNPQRSTUVXabcd}eghijl]opqrst)uGBC";
        var known = Letters.Select(c => (byte)c).Concat(Enumerable.Range(0x80, 0x19).Select(i => (byte)i)).Where(b => b != (byte)'7');

        foreach (var opcode in Enumerable.Range(0, 256).Select(i => (byte)i))
        {
            var report = Walk([opcode, .. new byte[20]]);
            (report.Problem?.Message.EndsWith("is no opcode of pickle", StringComparison.Ordinal) == true && report.Problem.Location == "byte 0").ShouldBe(!known.Contains(opcode), $"0x{opcode:x2}");
        }
    }

    [Fact]
    public void Walker_TellsWhereEachThingIs()
    {
        var report = Walk(PickleBytes.Protocol(2).Global("a", "b").Ops("0").Global("c", "d").Ops(".").ToArray());

        report.Imports.ShouldBe(new Dictionary<PickleImport, long> { [new("a", "b")] = 2, [new("c", "d")] = 8 }, ignoreOrder: true);
        report.Streams.ShouldBe(1);
        report.Calls.ShouldBe(0);
        report.Problem.ShouldBeNull();
    }

    [Fact]
    public void Walker_StartsEveryPickleWithAnEmptyMemo() =>
        Walk([.. new PickleBytes().Text("os").Put(0).Ops(".").ToArray(), .. new PickleBytes().Get(0).Ops(".").ToArray()]).Problem!.Fault.ShouldBe(FormatFault.Damaged);

    [Fact]
    public void Walker_KeepsImportsApartOnlyUpToALimit()
    {
        var many = new PickleBytes();
        for (var i = 0; i < 5000; i++)
        {
            many.Global("m", $"n{i}").Ops("0");
        }

        var report = Walk(many.Ops("N.").ToArray());

        report.Imports.Count.ShouldBe(4096);
        report.Concerns.Keys.ShouldContain(PickleConcern.TooManyImports);
    }

    private static PickleReport Walk(byte[] pickle)
    {
        using var reader = new ByteReader(new MemoryStream(pickle), CancellationToken.None);
        return PickleWalker.Walk(reader, r => !r.AtEnd);
    }
}
