using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Commands;

/// <summary>Creates a key and shows its secret, this once.</summary>
internal sealed class CreateKeyCommand : ModelyardCommand
{
    private readonly Option<string?> _name = new("--name") { Description = "Name of the key. Default: one is made up." };
    private readonly Option<string?> _user = new("--user") { Description = "The person the key is for, e.g. developer@acme.example." };
    private readonly Option<string?> _account = new("--service-account") { Description = "The service account of the project the key is for." };
    private readonly Option<string[]> _deployments = new("--deployment") { Description = "A deployment the key may use; may be given several times. Default: every one it can reach." };
    private readonly Option<string[]> _endpoints = new("--endpoint") { Description = "An endpoint the key may be used at; may be given several times. Default: every one." };
    private readonly ProjectOptions _project;
    private readonly Option<TimeSpan> _expires;
    private readonly Option<OutputFormat> _output = SharedOptions.Output();

    public CreateKeyCommand()
        : base("create", "Create an API key and show its secret, this once")
    {
        _project = new ProjectOptions(this);
        _expires = SharedOptions.Time("--expires", "Lifetime, e.g. 30d. Default: no end.", TimeSpan.Zero);
        Add(_name);
        Add(_user);
        Add(_account);
        Add(_deployments);
        Add(_endpoints);
        Add(_expires);
        Add(_output);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var session = ApiSession.Open(arguments);
        var spec = new JsonObject();
        if (arguments.GetValue(_user) is { } user)
        {
            spec["user"] = user;
        }

        if (arguments.GetValue(_account) is { } account)
        {
            spec["serviceAccount"] = account;
        }

        spec.SetList("deployments", arguments.GetValue(_deployments));
        spec.SetList("endpoints", arguments.GetValue(_endpoints));
        if (arguments.GetValue(_expires) is { Ticks: > 0 } lifetime)
        {
            spec["expiresAt"] = JsonSerializer.SerializeToNode(TimeProvider.System.GetUtcNow() + lifetime, ApiJson.Options);
        }

        var metadata = arguments.GetValue(_name) is { } name ? new JsonObject { ["name"] = name } : new JsonObject { ["generateName"] = "key-" };
        var created = await session.CreateAsync(LedgerKinds.ApiKeys, _project.Get(arguments, session), metadata, spec, cancellationToken);
        return await PrintAsync(created, arguments.GetValue(_output));
    }

    /// <summary>The secret alone on standard output, so that it can be assigned to a variable; or the whole key.</summary>
    internal static async Task<int> PrintAsync(JsonObject created, OutputFormat format)
    {
        if (format is OutputFormat.Json or OutputFormat.Yaml or OutputFormat.Name)
        {
            await Console.Out.WriteAsync(DocumentPrinter.Print([created], format));
        }
        else
        {
            await Console.Out.WriteAsync($"{(string?)created["status"]?["secret"]}\n");
            await Console.Error.WriteLineAsync($"The secret of key {(string?)created["metadata"]?["name"]}. This is the only time it is shown: keep it now.");
        }

        return ExitCodes.Ok;
    }
}
