using Microsoft.Extensions.Logging.Abstractions;
using Modelyard.Api;
using Modelyard.Client;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Client;

public sealed class LeaderElectorTests : IAsyncLifetime
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.5);

    private readonly ManualTime _time = new();
    private readonly CancellationTokenSource _stop = new();
    private ApiEnvironment _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiEnvironment.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _stop.Dispose();
        await _api.DisposeAsync();
    }

    [ControllerFact]
    public async Task Leader_ThatStops_HandsOverWithoutAWait_AndOnlyOnceItsWorkHasEnded()
    {
        using var stopAda = new CancellationTokenSource();
        var (ada, bob) = (new Term(), new Term());
        ada.MayEnd = new TaskCompletionSource();
        var first = Elector("ada", Client()).RunAsync(ada.WorkAsync, stopAda.Token);
        await ada.Started.Task.WaitAsync(Cancel);
        var second = Elector("bob", Client()).RunAsync(bob.WorkAsync, _stop.Token);

        await stopAda.CancelAsync();
        await ada.Ending.Task.WaitAsync(Cancel);
        bob.Started.Task.IsCompleted.ShouldBeFalse();
        ada.MayEnd.SetResult();
        await Should.ThrowAsync<OperationCanceledException>(first);
        await _time.AdvanceUntilAsync(bob.Started.Task, Step);

        (_time.GetUtcNow() - Began).ShouldBeLessThan(TimeSpan.FromSeconds(15));
        await _stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(second);
    }

    [ControllerTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Leader_ThatIsCutOff_StopsBeforeAnotherLeads(bool answersAtAll)
    {
        var cut = new SeverableClient(Client()) { Failure = answersAtAll ? () => new HttpRequestException("no route to host") : null };
        var (ada, bob) = (new Term(), new Term());
        var first = Elector("ada", cut).RunAsync(ada.WorkAsync, _stop.Token);
        await ada.Started.Task.WaitAsync(Cancel);
        _ = Elector("bob", Client()).RunAsync(bob.WorkAsync, _stop.Token);

        cut.IsCut = true;
        await _time.AdvanceUntilAsync(first, Step);
        var stopped = _time.GetUtcNow();
        bob.Started.Task.IsCompleted.ShouldBeFalse();
        ada.Ended.Task.IsCompleted.ShouldBeTrue();
        await _time.AdvanceUntilAsync(bob.Started.Task, Step);

        (stopped - Began).ShouldBeInRange(TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(14));
        (_time.GetUtcNow() - Began).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(15));
    }

    [ControllerFact]
    public async Task Leader_WhoseWorkEnds_GivesTheLeaseUp()
    {
        await Elector("ada", Client()).RunAsync(_ => Task.CompletedTask, _stop.Token);

        var lease = await Client().GetAsync<Lease>(Name, Cancel);
        lease.Spec!.HolderIdentity.ShouldBeNull();
    }

    [ControllerFact]
    public async Task Leader_WhoseWorkFails_TellsWhoeverRunsIt() =>
        await Should.ThrowAsync<InvalidOperationException>(
            Elector("ada", Client()).RunAsync(_ => throw new InvalidOperationException("disk on fire"), _stop.Token));

    [ControllerFact]
    public async Task Candidate_IsToldWhoLeads()
    {
        var leaders = new List<string>();
        var ada = new Term();
        using var stopAda = new CancellationTokenSource();
        var first = Elector("ada", Client(), leaders.Add).RunAsync(ada.WorkAsync, stopAda.Token);
        await ada.Started.Task.WaitAsync(Cancel);

        await stopAda.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);

        leaders.ShouldBe(["ada", ""]);
    }

    [Fact]
    public void Options_ThatContradictEachOther_AreRefusedWithAllThatIsWrong()
    {
        var options = new LeaderElectionOptions
        {
            Lease = Name,
            Identity = "",
            LeaseDuration = TimeSpan.FromSeconds(2.5),
            RenewDeadline = TimeSpan.FromSeconds(3),
            RetryPeriod = TimeSpan.FromSeconds(3),
        };

        var problem = Should.Throw<ArgumentException>(() => new LeaderElector(new ScriptedClient(), options, _time, NullLogger<LeaderElector>.Instance)).Message;

        new[] { "Identity is empty", "LeaseDuration must be whole seconds", "longer than RenewDeadline", "1.2 times RetryPeriod" }.ShouldAllBe(p => problem.Contains(p));
    }

    private static readonly NamespacedName Name = new("kube-system", "controllers");

    private static readonly DateTimeOffset Began = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ResourceClient Client() => new(_api.Connect());

    private LeaderElector Elector(string identity, IResourceClient client, Action<string>? changed = null) =>
        new(client, new LeaderElectionOptions { Lease = Name, Identity = identity }, _time, NullLogger<LeaderElector>.Instance) { LeaderChanged = changed };

    /// <summary>Work that lasts until it is told to end.</summary>
    private sealed class Term
    {
        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Ending { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>What it waits for, once told to end; null for nothing.</summary>
        public TaskCompletionSource? MayEnd { get; set; }

        public async Task WorkAsync(CancellationToken cancellationToken)
        {
            Started.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Ending.SetResult();
            await (MayEnd?.Task ?? Task.CompletedTask);
            Ended.SetResult();
        }
    }
}
