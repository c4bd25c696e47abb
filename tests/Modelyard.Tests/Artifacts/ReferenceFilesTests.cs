using Modelyard.Artifacts;

namespace Modelyard.Tests.Artifacts;

public sealed class ReferenceFilesTests : IDisposable
{
    private const string Owner = "organization/acme";
    private static readonly string[] Keys = [new('a', 64), new('b', 64)];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ProcessesThatAddAndEndTheSameUses_LeaveNoneThatIsNotFound()
    {
        // Each has its own lock, as processes have.
        var processes = Enumerable.Range(0, 3).Select(_ => new ReferenceFiles(new StoreLayout(_folder.At("store")))).ToList();
        await Task.WhenAll(processes.Select((references, number) => Task.Run(() =>
        {
            var random = new Random(number);
            for (var round = 0; round < 150; round++)
            {
                var key = Keys[random.Next(Keys.Length)];
                if (random.Next(2) == 0)
                {
                    references.Add(key, Owner);
                }
                else
                {
                    references.Remove(key, Owner);
                }
            }
        })));

        var after = processes[0];
        after.ModelsOf(Owner).Order(StringComparer.Ordinal).ShouldBe(Keys.Where(k => after.Has(k, Owner)));
        foreach (var key in Keys)
        {
            after.Add(key, Owner);
        }

        after.ModelsOf(Owner).Order(StringComparer.Ordinal).ShouldBe(Keys);
        after.Remove(Owner);
        after.ModelsOf(Owner).ShouldBeEmpty();
        after.List().ShouldBeEmpty();
    }
}
