using System.Diagnostics;
using System.Globalization;

namespace Modelyard.Storage.Tests;

/// <summary>A process that writes is killed, again and again: what it had been told is stored must be there.</summary>
public abstract class KilledWriterTests(StoreSource source) : IAsyncLifetime
{
    private const int Rounds = 5;

    public async ValueTask InitializeAsync() => await (await source.OpenNewAsync()).DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <param name="collection">Secrets are encrypted, with a key that is changed all the time.</param>
    [Theory]
    [InlineData("things")]
    [InlineData("secrets")]
    public async Task KilledAtAnyMoment_LosesNoAcknowledgedWrite(string collection)
    {
        var token = TestContext.Current.CancellationToken;
        var acknowledged = new Dictionary<ResourceKey, long>();
        for (var round = 0; round < Rounds; round++)
        {
            var ns = $"round-{round}";

            // Not a time but a number of writes decides when, so that slow machines test the same.
            await foreach (var (name, revision) in WriteAndKillAsync(collection, ns, writes: 1 + (Random.Shared.Next(150) * round), token))
            {
                acknowledged[new ResourceKey(collection, ns, name)] = revision;
            }

            await AssertSoundAsync(acknowledged, token);
            await AssertTrailSoundAsync(acknowledged.Count, token);
        }

        acknowledged.Count.ShouldBeGreaterThan(Rounds);
    }

    [Fact]
    public async Task Abandoned_Ends()
    {
        var token = TestContext.Current.CancellationToken;
        using var process = StartWriter("things", "abandoned");
        (await process.StandardOutput.ReadLineAsync(token)).ShouldNotBeNull();

        process.StandardInput.Close();
        await process.StandardOutput.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);

        process.ExitCode.ShouldBe(0);
    }

    private Process StartWriter(string collection, string ns) => Process.Start(new ProcessStartInfo("dotnet")
    {
        ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Modelyard.Storage.Writer.dll"), source.Location, collection, ns, source.TrailKeyPath, source.EncryptionKeyPath },
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    private async IAsyncEnumerable<(string Name, long Revision)> WriteAndKillAsync(
        string collection, string ns, int writes, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var process = StartWriter(collection, ns);
        var count = 0;
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            // A line cut off by the kill was never a complete acknowledgement.
            if (line.Split(' ') is [var name, var revision] && long.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                yield return (name, number);
            }

            if (++count == writes)
            {
                process.Kill();
            }
        }

        await process.WaitForExitAsync(cancellationToken);
        count.ShouldBeGreaterThanOrEqualTo(writes, "the writer ended by itself");
    }

    private async Task AssertTrailSoundAsync(int acknowledged, CancellationToken cancellationToken)
    {
        await using var trail = await source.OpenTrailAsync();
        var verdict = await new TrailVerifier(source.TrailKey).VerifyAsync(trail, null, 1, cancellationToken);
        verdict.Fault.ShouldBeNull();
        verdict.Records.ShouldBeGreaterThanOrEqualTo(acknowledged);
    }

    private async Task AssertSoundAsync(Dictionary<ResourceKey, long> acknowledged, CancellationToken cancellationToken)
    {
        await using var store = await source.ReopenAsync();
        foreach (var (key, revision) in acknowledged)
        {
            var read = await store.GetAsync(key, cancellationToken);
            read.ShouldNotBeNull($"{key} was acknowledged at {revision}");
            read.Revision.ShouldBe(revision);
            System.Text.Encoding.UTF8.GetString(read.Document.Span).ShouldStartWith(key.Name);
        }

        var expected = 2L;
        var last = await store.GetRevisionAsync(cancellationToken);
        await foreach (var change in store.WatchAsync(new WatchQuery(null, 1), cancellationToken))
        {
            change.Revision.ShouldBe(expected++);
            if (change.Revision == last)
            {
                break;
            }
        }
    }
}
