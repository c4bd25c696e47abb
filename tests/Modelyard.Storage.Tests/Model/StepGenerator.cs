using FsCheck;
using FsCheck.Fluent;

namespace Modelyard.Storage.Tests;

/// <summary>Random sequences of calls: few keys, so that they meet; all kinds of staleness; now and then a compaction.</summary>
internal static class StepGenerator
{
    private static readonly Gen<string> Namespaces = Gen.Elements("x", "y");
    private static readonly Gen<string> Names = Gen.Elements("a", "b", "ba", "c");
    private static readonly Gen<string?> Scopes = Gen.Elements<string?>(null, "x", "y");
    private static readonly Gen<int> Staleness = Gen.Frequency((6, Gen.Constant(0)), (1, Gen.Choose(1, 3)));
    private static readonly Gen<int> Backs = Gen.Frequency((1, Gen.Constant(-1)), (6, Gen.Constant(0)), (6, Gen.Choose(1, 8)));

    private static readonly Gen<Step> Steps = Gen.Frequency(
        (8, from ns in Namespaces from name in Names select (Step)new Step.Create(ns, name)),
        (8, from ns in Namespaces from name in Names from stale in Staleness select (Step)new Step.Update(ns, name, stale)),
        (5, from ns in Namespaces from name in Names from stale in Staleness select (Step)new Step.Delete(ns, name, stale)),
        (3, from ns in Namespaces from name in Names select (Step)new Step.Get(ns, name)),
        (5, from scope in Scopes from limit in Gen.Choose(0, 3) from back in Backs select (Step)new Step.List(scope, limit, back)),
        (3, from scope in Scopes from back in Backs select (Step)new Step.Watch(scope, back)),
        (1, from back in Backs select (Step)new Step.Compact(back)));

    public static Arbitrary<Step[]> Sequences(int length) => Arb.From(Gen.ArrayOf(Steps, length), Shorter);

    /// <summary>Halves first, then single steps left out: what fails is reported as short as it can be.</summary>
    private static IEnumerable<Step[]> Shorter(Step[] steps)
    {
        for (var size = steps.Length / 2; size > 0; size /= 2)
        {
            for (var start = 0; start + size <= steps.Length; start += size)
            {
                yield return [.. steps[..start], .. steps[(start + size)..]];
            }
        }
    }
}
