using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Modelyard.EndToEnd.Tests;

/// <summary>One running installation of the built program, on free ports and a folder of its own, started as the README says.</summary>
public sealed class Installation : IAsyncLifetime
{
    private readonly Dictionary<string, string> _environment = [];
    private readonly IReadOnlyDictionary<string, string>? _settings;
    private HttpClient? _http;

    public Installation()
    {
    }

    /// <param name="settings">Variables that the program is started with.</param>
    internal Installation(IReadOnlyDictionary<string, string> settings) => _settings = settings;

    internal string Data { get; } = Directory.CreateTempSubdirectory("modelyard-e2e-").FullName;

    internal int PortBase { get; } = FreePortBase();

    internal static string Root { get; } = FindRoot();

    internal static string Launcher { get; } = Path.Combine(Root, "modelyard");

    /// <summary>What else it is started with.</summary>
    internal IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>What <c>up --detach</c> printed.</summary>
    internal string Greeting { get; private set; } = "";

    internal HttpClient Gateway => _http!;

    internal string ApiKey => _environment["MODELYARD_API_KEY"];

    public async ValueTask InitializeAsync()
    {
        await UpAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        await ModelyardAsync("down");
        Directory.Delete(Data, recursive: true);
    }

    internal async Task UpAsync()
    {
        Greeting = (await ModelyardAsync(["up", "--detach", "--port-base", PortBase.ToString(), .. Arguments])).Succeeded();
        foreach (var line in (await ModelyardAsync("env")).Succeeded().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = line["export ".Length..].Split('=', 2) is [var n, var v] ? (n, v.Trim('\'')) : throw new FormatException(line);
            _environment[name] = value;
        }

        _http?.Dispose();
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(_environment["MODELYARD_GATEWAY"]) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ApiKey);
    }

    /// <summary>The control plane's process.</summary>
    internal int ControlPlane => (int)JsonNode.Parse(File.ReadAllText(Path.Combine(Data, "control-plane.json")))!["process"]!["pid"]!;

    /// <summary>Ends the control plane without a chance to do anything more.</summary>
    internal async Task KillControlPlaneAsync()
    {
        using var process = System.Diagnostics.Process.GetProcessById(ControlPlane);
        process.Kill();
        await process.WaitForExitAsync();
    }

    internal Task<Outcome> ModelyardAsync(params string[] arguments) => Shell.RunAsync(Launcher, ["--data", Data, .. arguments], _settings);

    internal Task<Outcome> KubectlAsync(params string[] arguments) => KubectlWithInputAsync(null, arguments);

    internal Task<Outcome> KubectlWithInputAsync(string? input, params string[] arguments) =>
        Shell.RunAsync("kubectl", ["--cache-dir", Path.Combine(Data, "kubectl-cache"), .. arguments], _environment, input);

    /// <summary>Runs a program as somebody who has set the variables that <c>env</c> prints.</summary>
    internal Task<Outcome> RunAsync(string program, params string[] arguments) => Shell.RunAsync(program, arguments, _environment);

    /// <summary>Starts such a program; the caller talks to it.</summary>
    internal System.Diagnostics.Process Start(string program, params string[] arguments) => Shell.Start(program, arguments, _environment);

    internal async Task<JsonNode> ChatAsync(string model, string question)
    {
        using var response = await Gateway.PostAsync("/v1/chat/completions", Json(new JsonObject
        {
            ["model"] = model,
            ["temperature"] = 0,
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = question }),
        }));
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        return JsonNode.Parse(body)!;
    }

    /// <summary>What Prometheus reads.</summary>
    internal Task<string> MetricsAsync() => Gateway.GetStringAsync(new Uri($"http://127.0.0.1:{PortBase + 1}/metrics"));

    /// <summary>The sum of a metric over all that is measured of a model.</summary>
    internal async Task<double> MetricAsync(string name, string model) => (await MetricsAsync()).Split('\n')
        .Where(line => line.StartsWith(name + '{', StringComparison.Ordinal) && line.Contains($"\"{model}\"", StringComparison.Ordinal))
        .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture));

    internal static StringContent Json(JsonNode body) => new(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");

    /// <summary>Asks again until the answer is as wanted; fails with the last one after <paramref name="limit"/>.</summary>
    internal static async Task<T> EventuallyAsync<T>(Func<Task<T>> ask, Func<T, bool> wanted, TimeSpan limit)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            var answer = await ask();
            if (wanted(answer))
            {
                return answer;
            }

            watch.Elapsed.ShouldBeLessThan(limit, $"last answer: {answer}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    internal static int FreePortBase()
    {
        // Three neighbouring ports are needed: take them from below the range the system hands out by itself.
        for (var candidate = Random.Shared.Next(15000, 30000); ; candidate = Random.Shared.Next(15000, 30000))
        {
            if (Enumerable.Range(candidate, 3).All(IsFree))
            {
                return candidate;
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Modelyard.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests must run from a checkout.");
    }
}
