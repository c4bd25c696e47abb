using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Modelyard.EndToEnd.Tests;

/// <summary>
/// Somebody else's controller reconciles a user's kind while the API server is killed again and again. How long is set by
/// <c>MODELYARD_SOAK</c> in minutes: a few kills unless said otherwise, ten minutes where the build is judged.
/// </summary>
public sealed class ReconcileSoakTests(Installation installation) : IClassFixture<Installation>
{
    private static readonly TimeSpan BetweenKills = TimeSpan.FromSeconds(20);

    private static TimeSpan Duration => TimeSpan.FromMinutes(double.Parse(
        Environment.GetEnvironmentVariable("MODELYARD_SOAK") ?? (Environment.GetEnvironmentVariable("CI") == "true" ? "10" : "0.7"), CultureInfo.InvariantCulture));

    [Fact]
    public async Task ControllerOfAUser_ConvergesWithNothingLost_WhileTheApiServerIsKilled()
    {
        ClientLibraryTests.Require();
        var cancellationToken = TestContext.Current.CancellationToken;
        using var soak = installation.Start("node", Path.Combine(ClientLibraryTests.Folder, "reconcile-soak.mjs"), "soak");
        var errors = soak.StandardError.ReadToEndAsync(cancellationToken);
        (await soak.StandardOutput.ReadLineAsync(cancellationToken)).ShouldBe("running", await WhenEndedAsync(soak, errors));

        var kills = 0;
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Duration && !soak.HasExited; kills++)
        {
            await Task.WhenAny(Task.Delay(BetweenKills, cancellationToken), soak.WaitForExitAsync(cancellationToken));
            await installation.KillControlPlaneAsync();
            await installation.UpAsync();
        }

        soak.StandardInput.Close();
        var report = await soak.StandardOutput.ReadToEndAsync(cancellationToken);
        await soak.WaitForExitAsync(cancellationToken);
        soak.ExitCode.ShouldBe(0, $"{report}\n{await errors}");
        var counts = JsonNode.Parse(report)!;
        counts["converged"]!.GetValue<bool>().ShouldBeTrue();
        counts["writes"]!.GetValue<int>().ShouldBeGreaterThan(kills * 10, report);
        counts["reconciles"]!.GetValue<int>().ShouldBeGreaterThan(kills * 10, report);
        TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills, {report}");
    }

    private static async Task<string> WhenEndedAsync(Process process, Task<string> errors) => process.HasExited ? await errors : "";
}
