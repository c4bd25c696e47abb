using System.CommandLine;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Commands;

/// <summary>Deletes resources and waits until they are gone.</summary>
internal sealed class DeleteCommand : ModelyardCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Argument<string[]> _what = new("resource") { Description = "TYPE NAME… or TYPE/NAME…", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string[]> _files = SharedOptions.Files();
    private readonly Option<string?> _namespace = SharedOptions.Namespace();
    private readonly Option<TimeSpan> _timeout = SharedOptions.Timeout(TimeSpan.FromMinutes(2));
    private readonly Option<bool> _ignoreMissing = new("--ignore-not-found") { Description = "Succeed when there is nothing to delete." };

    public DeleteCommand()
        : base("delete", "Delete resources")
    {
        Add(_what);
        Add(_files);
        Add(_namespace);
        Add(_timeout);
        Add(_ignoreMissing);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var session = ApiSession.Open(arguments);
        foreach (var (type, ns, name) in await TargetsAsync(session, arguments, cancellationToken))
        {
            var path = type.Object(ns, name);
            try
            {
                using var response = await session.Connection.SendAsync(HttpMethod.Delete, path, null, "application/json", cancellationToken);
            }
            catch (StatusException e) when (e.IsNotFound && arguments.GetValue(_ignoreMissing))
            {
                continue;
            }

            await WaitUntilGoneAsync(session, path, type.Describe(name), arguments.GetValue(_timeout), cancellationToken);
            Console.Out.WriteLine($"{type.Describe(name)} deleted");
        }

        return ExitCodes.Ok;
    }

    private async Task<List<(ResourceType Type, string? Namespace, string Name)>> TargetsAsync(
        ApiSession session, ParseResult arguments, CancellationToken cancellationToken)
    {
        var ns = arguments.GetValue(_namespace);
        var targets = new List<(ResourceType, string?, string)>();
        if (arguments.GetValue(_files) is { Length: > 0 } files)
        {
            foreach (var document in await Manifests.ReadAsync(files, cancellationToken))
            {
                var target = await ManifestTarget.ResolveAsync(session, document, ns, cancellationToken);
                targets.Add((target.Type, target.Namespace, target.Name));
            }

            return targets;
        }

        foreach (var (typeName, name) in ObjectReference.Parse(arguments.GetValue(_what) ?? []))
        {
            var type = await session.FindTypeAsync(typeName, cancellationToken);
            targets.Add((type, ns ?? session.Namespace, name ?? throw new CommandFailure(ExitCodes.Usage, $"name the {type.Plural} to delete.")));
        }

        return targets;
    }

    private static async Task WaitUntilGoneAsync(
        ApiSession session, string path, string what, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(timeout);
        try
        {
            while (true)
            {
                await session.Connection.GetAsync<JsonObject>(path, deadline.Token);
                await Task.Delay(Pause, deadline.Token);
            }
        }
        catch (StatusException e) when (e.IsNotFound)
        {
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CommandFailure(ExitCodes.TimedOut, $"{what} is still there after {timeout.TotalSeconds:0} s; its finalizers may be waiting for something.");
        }
    }
}
