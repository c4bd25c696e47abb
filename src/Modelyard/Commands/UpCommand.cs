using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Modelyard.Api;
using Modelyard.Client;
using Modelyard.Gateway;
using Modelyard.Ledger;

namespace Modelyard.Commands;

/// <summary>Starts everything: in the foreground until interrupted, or in the background with <c>--detach</c>.</summary>
internal sealed partial class UpCommand : ModelyardCommand
{
    private const string ExternalAddressName = "--external-address";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Option<bool> _detach = new("--detach", "-d") { Description = "Start in the background and return when the demo model has answered." };
    private readonly Option<int> _portBase = new("--port-base")
    {
        Description = "First of three neighbouring ports: gateway, console, resource API.",
        DefaultValueFactory = _ => Ports.DefaultBase,
    };

    private readonly Option<string?> _databaseUrl = SharedOptions.DatabaseUrl();
    private readonly Option<TimeSpan> _auditRetention = SharedOptions.Time(
        "--audit-retention", "How long the record of who did what is kept, e.g. 90d; 0s for ever.", ControlPlaneOptions.DefaultAuditRetention);

    private readonly Option<TimeSpan> _usageRetention = SharedOptions.Time(
        "--usage-retention", "How long records of single requests are kept, e.g. 90d; 0s for ever. Their sums by day are always kept.", ControlPlaneOptions.DefaultUsageRetention);

    private readonly Option<FileInfo?> _auditKeyFile = SharedOptions.AuditKeyFile();
    private readonly Option<string?> _nodeName = new("--node-name")
    {
        Description = "Name of this machine's Node; installations that share a database need different ones. Default: the host's name.",
    };

    private readonly Option<FileInfo?> _encryptionKeyFile = new("--encryption-key-file")
    {
        Description = "File of the keys that secrets are encrypted with; made when there is none. Default: encryption.key in the data folder.",
    };

    private readonly Option<FileInfo?> _pepperFile = new("--pepper-file")
    {
        Description = "File of the secret that the hashes of API keys are made with; made when there is none. Default: ledger.pepper in the data folder.",
    };

    private readonly Option<string[]> _encrypt = new("--encrypt")
    {
        Description = "A resource to encrypt beside secrets, e.g. configmaps or widgets.example.com; may be given several times.",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<bool> _encryptModelFiles = new("--encrypt-model-files")
    {
        Description = "Encrypt the files of models in the data folder, with the same keys as secrets. Engines read plain copies in memory.",
    };

    private readonly Option<DirectoryInfo?> _modelMemoryFolder = new("--model-memory-folder")
    {
        Description = "Folder in memory (tmpfs) for the plain copies of encrypted models that run. Default: one of its own in /dev/shm.",
    };

    private readonly Option<string> _limitsFailureMode = new("--limits-failure-mode")
    {
        Description = "With several gateways on one database: what becomes of calls while it is away. closed: 503, once what a gateway holds of their limits is used up. "
            + "open: each gateway counts on its own.",
        DefaultValueFactory = _ => "closed",
    };

    private readonly Option<ExternalAddress?> _externalAddress = SharedOptions.Address(
        ExternalAddressName, "Where callers outside reach endpoints of visibility External, with HTTPS: HOST:PORT. Default: nowhere.");

    private readonly ConsoleAddressOptions _consoleAddress = new();

    private readonly Option<TimeSpan> _sessionIdle = SharedOptions.Time(
        "--session-idle", "How long people stay signed in to the console without using it, e.g. 30m.", new SessionOptions().Idle);

    private readonly Option<TimeSpan> _sessionLifetime = SharedOptions.Time(
        "--session-lifetime", "How long people stay signed in to the console at the most, e.g. 12h.", new SessionOptions().Lifetime);

    private readonly Option<bool> _noDemo = new("--no-demo") { Description = "Do not deploy the demo model on the first start." };
    private readonly Option<TimeSpan> _timeout = SharedOptions.Timeout(TimeSpan.FromMinutes(2));

    public UpCommand()
        : base("up", "Start the control plane, the gateway and the models")
    {
        Add(_detach);
        Add(_portBase);
        Add(_databaseUrl);
        Add(_auditRetention);
        Add(_usageRetention);
        Add(_auditKeyFile);
        Add(_nodeName);
        Add(_encryptionKeyFile);
        Add(_pepperFile);
        Add(_encrypt);
        Add(_encryptModelFiles);
        Add(_modelMemoryFolder);
        Add(_limitsFailureMode);
        Add(_externalAddress);
        _consoleAddress.AddTo(this);
        Add(_sessionIdle);
        Add(_sessionLifetime);
        Add(_noDemo);
        Add(_timeout);
        _limitsFailureMode.AcceptOnlyFromAmong("closed", "open");
        foreach (var time in (Option<TimeSpan>[])[_sessionIdle, _sessionLifetime])
        {
            time.Validators.Add(result =>
            {
                if (result.GetValue(time) <= TimeSpan.Zero)
                {
                    result.AddError($"{time.Name} must be longer than nothing, e.g. 8h.");
                }
            });
        }

        _portBase.Validators.Add(result =>
        {
            if (result.GetValue(_portBase) is < 1 or > 65533)
            {
                result.AddError("--port-base must leave room for three ports: 1 to 65533.");
            }
        });
        _nodeName.Validators.Add(result =>
        {
            if (result.GetValue(_nodeName) is { } name && !NodeName().IsMatch(name))
            {
                result.AddError("--node-name must be lower-case letters, digits, '-' and '.', at most 253, beginning and ending with a letter or digit.");
            }
        });
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var data = new DataDirectory(arguments.GetValue(SharedOptions.Data)!.FullName);
        if (RunningControlPlane.Find(data) is { } running)
        {
            Console.Out.WriteLine($"Modelyard {running.Version} already runs on {data.Path}.");
            Greet(data, running);
            return ExitCodes.Ok;
        }

        if (File.Exists(data.RestoreMarker))
        {
            throw new CommandFailure(ExitCodes.Failed, $"a restore of {data.Path} was interrupted: run \"modelyard restore\" again.");
        }

        var ports = new Ports(arguments.GetValue(_portBase));
        if (ports.FirstTaken() is { } taken)
        {
            throw new CommandFailure(
                ExitCodes.Failed, $"port {taken} is in use. Choose other ports with --port-base, for instance --port-base {ports.Base + 100}.");
        }

        var external = arguments.GetValue(_externalAddress);
        external?.Demand(ports, ExternalAddressName);
        var console = _consoleAddress.Read(arguments, ports);
        if (console is not null && console.Address.Port == external?.Port)
        {
            throw new CommandFailure(ExitCodes.Usage, $"{ExternalAddressName} and --console-address need ports of their own.");
        }

        var options = new ControlPlaneOptions(
            data, ports, DeployDemo: !arguments.GetValue(_noDemo), DatabaseUrl.Find(arguments.GetValue(_databaseUrl)), arguments.GetValue(_auditRetention),
            arguments.GetValue(_nodeName))
        {
            AuditKeyFile = arguments.GetValue(_auditKeyFile)?.FullName,
            EncryptionKeyFile = arguments.GetValue(_encryptionKeyFile)?.FullName,
            UsageRetention = arguments.GetValue(_usageRetention),
            PepperFile = arguments.GetValue(_pepperFile)?.FullName,
            AlsoEncrypted = arguments.GetValue(_encrypt)!,
            EncryptModelFiles = arguments.GetValue(_encryptModelFiles),
            ModelMemoryFolder = arguments.GetValue(_modelMemoryFolder)?.FullName,
            External = external,
            PublishedConsole = console,
            Sessions = new SessionOptions { Idle = arguments.GetValue(_sessionIdle), Lifetime = arguments.GetValue(_sessionLifetime) },
            LimitsFailureMode = Enum.Parse<LimitsFailureMode>(arguments.GetValue(_limitsFailureMode)!, ignoreCase: true),
        };
        return arguments.GetValue(_detach)
            ? await DetachAsync(options, arguments.GetValue(_timeout), cancellationToken)
            : await ForegroundAsync(options, cancellationToken);
    }

    private static async Task<int> ForegroundAsync(ControlPlaneOptions options, CancellationToken cancellationToken)
    {
        bool interrupted;
        await using (var controlPlane = await ControlPlane.StartAsync(options, cancellationToken))
        {
            if (!Console.IsOutputRedirected)
            {
                // Only to a person: the greeting holds a key, and a log is no place for one.
                Greet(options.Data, controlPlane.Running);
                Console.Out.WriteLine("\nPress Ctrl+C to stop everything.");
            }

            interrupted = await ControlPlane.WaitForStopAsync();
        }

        if (interrupted)
        {
            // A person pressed Ctrl+C: models go as well. A service manager's SIGTERM leaves them running, to be adopted by the next start.
            await ModelProcesses.EndAsync(options.Data, Console.Out, CancellationToken.None);
        }

        return ExitCodes.Ok;
    }

    private static async Task<int> DetachAsync(ControlPlaneOptions options, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var (data, watch) = (options.Data, Stopwatch.StartNew());
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(timeout);
        List<string> arguments =
        [
            "up", "--data", data.Path, "--port-base", options.Ports.Base.ToString(),
            "--limits-failure-mode", options.LimitsFailureMode == LimitsFailureMode.Open ? "open" : "closed",
            "--audit-retention", $"{options.AuditRetention.TotalSeconds:0}s", "--usage-retention", $"{options.UsageRetention.TotalSeconds:0}s",
            "--session-idle", $"{options.Sessions.Idle.TotalSeconds:0}s", "--session-lifetime", $"{options.Sessions.Lifetime.TotalSeconds:0}s",
        ];
        foreach (var (option, file) in (ReadOnlySpan<(string, string?)>)
            [("--audit-key-file", options.AuditKeyFile), ("--encryption-key-file", options.EncryptionKeyFile), ("--pepper-file", options.PepperFile),
                ("--model-memory-folder", options.ModelMemoryFolder)])
        {
            if (file is not null)
            {
                arguments.AddRange([option, file]);
            }
        }

        arguments.AddRange(options.AlsoEncrypted.SelectMany(r => new[] { "--encrypt", r }));
        if (options.EncryptModelFiles)
        {
            arguments.Add("--encrypt-model-files");
        }

        if (!options.DeployDemo)
        {
            arguments.Add("--no-demo");
        }

        if (options.External is { } external)
        {
            arguments.AddRange([ExternalAddressName, external.ToString()]);
        }

        arguments.AddRange(ConsoleAddressOptions.Arguments(options.PublishedConsole));

        if (options.NodeName is { } node)
        {
            arguments.AddRange(["--node-name", node]);
        }

        data.Create();
        (string, string)? secret = options.Database is { } database ? (DatabaseUrl.Variable, database.Text) : null;
        using var process = DetachedProcess.Start(data.ControlPlaneLog, arguments, secret);
        try
        {
            var running = await WaitForControlPlaneAsync(data, process, deadline.Token);
            Console.Out.WriteLine($"control plane ready after {watch.Elapsed.TotalSeconds:0.0} s");
            if (await AnswerOfDemoAsync(data, running, deadline.Token) is { } answer)
            {
                Console.Out.WriteLine($"{Demo.Model} ready after {watch.Elapsed.TotalSeconds:0.0} s");
                Console.Out.WriteLine($"\n  > {Demo.Question}\n  {answer}\n");
            }

            Greet(data, running);
            return ExitCodes.Ok;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CommandFailure(
                ExitCodes.TimedOut,
                $"not ready after {timeout.TotalSeconds:0} s{await WhyNotReadyAsync(data)} It goes on starting; see {data.ControlPlaneLog} and \"modelyard status\".");
        }
    }

    private static async Task<RunningControlPlane> WaitForControlPlaneAsync(DataDirectory data, Process process, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (RunningControlPlane.Find(data) is { } running)
            {
                return running;
            }

            if (process.HasExited)
            {
                var log = await File.ReadAllLinesAsync(data.ControlPlaneLog, cancellationToken);
                throw new CommandFailure(
                    ExitCodes.Failed, $"the control plane did not start:\n{string.Join('\n', log.TakeLast(5))}\nThe whole log is in {data.ControlPlaneLog}.");
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    /// <summary>What the demo model says as soon as it can; null when this installation has none.</summary>
    private static async Task<string?> AnswerOfDemoAsync(DataDirectory data, RunningControlPlane running, CancellationToken cancellationToken)
    {
        // Of several installations on one database only the first was given a key to ask with.
        while (File.Exists(data.ApiKey) && await WaitForDemoAsync(data, cancellationToken))
        {
            // The condition may date from before this start, while its processes are still being found again.
            if (await Demo.AskAsync(running.Gateway, ReadKey(data), cancellationToken) is { } answer)
            {
                return answer;
            }

            await Task.Delay(Pause, cancellationToken);
        }

        return null;
    }

    /// <summary>Waits until the demo model is ready; false when this installation has none.</summary>
    private static async Task<bool> WaitForDemoAsync(DataDirectory data, CancellationToken cancellationToken)
    {
        using var connection = ApiConnection.Open(Kubeconfig.Load(data.Kubeconfig).Resolve());
        while (true)
        {
            var condition = await DemoReadyAsync(connection, cancellationToken);
            if (condition is null || (string?)condition["status"] == "True")
            {
                return condition is not null;
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    private static async Task<string> WhyNotReadyAsync(DataDirectory data)
    {
        try
        {
            using var connection = ApiConnection.Open(Kubeconfig.Load(data.Kubeconfig).Resolve());
            return (string?)(await DemoReadyAsync(connection, CancellationToken.None))?["message"] is { Length: > 0 } message ? $": {message}." : ".";
        }
        catch (Exception e) when (e is HttpRequestException or ConnectionConfigException or StatusException)
        {
            return ".";
        }
    }

    /// <summary>The demo's Ready condition, an empty one while there is none yet; null when there is no demo.</summary>
    private static async Task<JsonNode?> DemoReadyAsync(ApiConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            var service = await connection.GetAsync<JsonObject>(
                $"apis/serving.kserve.io/v1beta1/namespaces/{Demo.Namespace}/inferenceservices/{Demo.Model}", cancellationToken);
            return (service["status"]?["conditions"] as JsonArray)?.FirstOrDefault(c => (string?)c?["type"] == "Ready") ?? new JsonObject();
        }
        catch (StatusException e) when (e.IsNotFound)
        {
            return null;
        }
    }

    private static void Greet(DataDirectory data, RunningControlPlane running) => Console.Out.WriteLine(
        $"""
        gateway   {running.Gateway}v1{(running.External is { } external ? $"\noutside   {external}e/…" : "")}
        console   {running.Console}{(running.PublishedConsole is { } published ? $"\n          {published}" : "")}{FirstSignIn(data)}
        API       {running.Api}  (kubectl: export KUBECONFIG={data.Kubeconfig})
        API key   {ReadKey(data)}

        Set them in this shell:  eval "$(./modelyard env{DataOption(data)})"
        """);

    // As long as nobody has chosen another password.
    private static string FirstSignIn(DataDirectory data) => File.Exists(data.ConsolePassword)
        ? $"\n          sign in as {FirstAccount.Name} with {File.ReadAllText(data.ConsolePassword).Trim()} and choose a password of your own"
        : "";

    // What is to be typed must be about this installation, also when it is not the one meant without being named.
    private static string DataOption(DataDirectory data) =>
        data.Path == new DataDirectory(DataDirectory.DefaultPath).Path ? "" : $" --data {ShellText.Quote(data.Path)}";

    private static string ReadKey(DataDirectory data) => File.Exists(data.ApiKey) ? File.ReadAllText(data.ApiKey).Trim() : "(none; make one with \"modelyard keys create\")";

    [GeneratedRegex(@"^(?=.{1,253}$)[a-z0-9]([a-z0-9.-]*[a-z0-9])?$")]
    private static partial Regex NodeName();
}
