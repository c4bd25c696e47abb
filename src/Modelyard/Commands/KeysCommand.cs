using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Commands;

/// <summary>API keys of a project. Sugar over the virtual resource <c>apikeys.ledger.modelyard.dev</c>.</summary>
internal sealed class KeysCommand : Command
{
    public KeysCommand()
        : base("keys", "Create, list and revoke API keys")
    {
        Add(new CreateKeyCommand());
        Add(new ListKeysCommand());
        Add(new RevokeKeyCommand());
    }

    internal static string Path(string ns) => $"apis/ledger.modelyard.dev/v1alpha1/namespaces/{Uri.EscapeDataString(ns)}/apikeys";
}

/// <summary>Creates a key and shows its secret, this once.</summary>
internal sealed class CreateKeyCommand : ModelyardCommand
{
    private readonly Option<string> _name = new("--name") { Description = "Name of the key.", Required = true };
    private readonly Option<string?> _namespace = SharedOptions.Namespace();
    private readonly Option<string[]> _deployments = new("--deployment") { Description = "A deployment the key may use; may be given several times. Default: every one it can reach." };
    private readonly Option<TimeSpan> _expires;
    private readonly Option<OutputFormat> _output = SharedOptions.Output();

    public CreateKeyCommand()
        : base("create", "Create an API key and show its secret, this once")
    {
        _expires = SharedOptions.Time("--expires", "Lifetime, e.g. 30d. Default: no end.", TimeSpan.Zero);
        Add(_name);
        Add(_namespace);
        Add(_deployments);
        Add(_expires);
        Add(_output);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var session = ApiSession.Open(arguments);
        var spec = new JsonObject();
        if (arguments.GetValue(_deployments) is { Length: > 0 } deployments)
        {
            spec["deployments"] = new JsonArray([.. deployments.Select(d => JsonValue.Create(d))]);
        }

        if (arguments.GetValue(_expires) is { Ticks: > 0 } lifetime)
        {
            spec["expiresAt"] = JsonSerializer.SerializeToNode(TimeProvider.System.GetUtcNow() + lifetime, ApiJson.Options);
        }

        var created = await session.Connection.SendAsync<JsonObject>(
            HttpMethod.Post,
            KeysCommand.Path(arguments.GetValue(_namespace) ?? session.Namespace),
            JsonSerializer.SerializeToUtf8Bytes(
                new JsonObject
                {
                    ["apiVersion"] = "ledger.modelyard.dev/v1alpha1",
                    ["kind"] = "APIKey",
                    ["metadata"] = new JsonObject { ["name"] = arguments.GetValue(_name) },
                    ["spec"] = spec,
                },
                ApiJson.Options),
            "application/json",
            cancellationToken);
        var format = arguments.GetValue(_output);
        await Console.Out.WriteAsync(format is OutputFormat.Json or OutputFormat.Yaml or OutputFormat.Name
            ? DocumentPrinter.Print([created], format)
            : $"{(string?)created["status"]?["secret"]}\n");
        if (format is OutputFormat.Table or OutputFormat.Wide)
        {
            await Console.Error.WriteLineAsync("This is the only time the secret is shown: keep it now.");
        }

        return ExitCodes.Ok;
    }
}

/// <summary>Lists keys; never their secrets.</summary>
internal sealed class ListKeysCommand : ModelyardCommand
{
    private readonly GetOptions _options;

    public ListKeysCommand()
        : base("list", "List API keys") => _options = new GetOptions(this);

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken) =>
        _options.PrintAsync(arguments, [("apikeys", null)], cancellationToken);
}

/// <summary>Revokes a key.</summary>
internal sealed class RevokeKeyCommand : ModelyardCommand
{
    private readonly Argument<string> _name = new("name") { Description = "Name of the key." };
    private readonly Option<string?> _namespace = SharedOptions.Namespace();

    public RevokeKeyCommand()
        : base("revoke", "Revoke an API key, effective at once")
    {
        Add(_name);
        Add(_namespace);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var session = ApiSession.Open(arguments);
        var name = arguments.GetValue(_name)!;
        using var response = await session.Connection.SendAsync(
            HttpMethod.Delete,
            $"{KeysCommand.Path(arguments.GetValue(_namespace) ?? session.Namespace)}/{Uri.EscapeDataString(name)}",
            null,
            "application/json",
            cancellationToken);
        Console.Out.WriteLine($"key {name} revoked");
        return ExitCodes.Ok;
    }
}
