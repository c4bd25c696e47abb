using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Modelyard.Api;
using Modelyard.Client;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Client;

/// <summary>Services of which only the leader runs one.</summary>
public sealed class LeaderServiceTests : IAsyncLifetime
{
    private readonly Log _log = new();
    private readonly List<IHost> _hosts = [];
    private ApiEnvironment _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiEnvironment.StartAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.StopAsync();
            host.Dispose();
        }

        await _api.DisposeAsync();
    }

    [ControllerFact]
    public async Task Hosts_ThatShareAnApi_RunTheServiceInOneAtATime()
    {
        var ada = await StartAsync("ada");
        await _log.UntilAsync("ada started");
        await StartAsync("bob");

        await ada.StopAsync();
        await _log.UntilAsync("bob started");

        _log.Lines.ShouldBe(["ada started", "ada stopped", "bob started"]);
    }

    [ControllerFact]
    public async Task Host_WithoutElection_RunsTheServiceAtOnce()
    {
        await StartAsync(null);

        await _log.UntilAsync("nobody started");
    }

    [ControllerFact]
    public async Task Service_ThatFailsForGood_StopsItsHost()
    {
        var host = await StartAsync("ada", fails: true);

        var stopped = new TaskCompletionSource();
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopped.SetResult);
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    private async Task<IHost> StartAsync(string? identity, bool fails = false)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IResourceClient>(new ResourceClient(_api.Connect()));
        builder.Services.AddSingleton(new Name(identity ?? "nobody", fails));
        builder.Services.AddSingleton(_log);
        if (identity is not null)
        {
            builder.Services.AddSingleton(new LeaderElectionOptions
            {
                Lease = new NamespacedName("kube-system", "test"),
                Identity = identity,
                RetryPeriod = TimeSpan.FromMilliseconds(50),
            });
        }

        builder.Services.AddLeaderService<Service>();
        var host = builder.Build();
        _hosts.Add(host);
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    private sealed record Name(string Text, bool Fails);

    private sealed class Service(Name name, Log log) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            log.Add($"{name.Text} started");
            await Task.Delay(name.Fails ? TimeSpan.FromMilliseconds(1) : Timeout.InfiniteTimeSpan, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            log.Add($"{name.Text} stopped");
            if (name.Fails)
            {
                throw new InvalidOperationException("disk on fire");
            }
        }
    }

    private sealed class Log
    {
        private readonly List<string> _lines = [];
        private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IReadOnlyList<string> Lines
        {
            get
            {
                lock (_lines)
                {
                    return [.. _lines];
                }
            }
        }

        public void Add(string line)
        {
            lock (_lines)
            {
                _lines.Add(line);
                _changed.SetResult();
                _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        public async Task UntilAsync(string line)
        {
            while (true)
            {
                Task changed;
                lock (_lines)
                {
                    if (_lines.Contains(line))
                    {
                        return;
                    }

                    changed = _changed.Task;
                }

                await changed.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            }
        }
    }
}
