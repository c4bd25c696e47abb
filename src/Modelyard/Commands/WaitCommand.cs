using System.CommandLine;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Commands;

/// <summary>Waits for a condition of resources, or for their end.</summary>
internal sealed class WaitCommand : ModelyardCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Argument<string[]> _what = new("resource") { Description = "TYPE NAME… or TYPE/NAME…", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _for = new("--for")
    {
        Description = "condition=NAME, condition=NAME=VALUE or delete.",
        DefaultValueFactory = _ => "condition=Ready",
    };

    private readonly Option<string?> _namespace = SharedOptions.Namespace();
    private readonly Option<TimeSpan> _timeout = SharedOptions.Timeout(TimeSpan.FromSeconds(60));

    public WaitCommand()
        : base("wait", "Wait for a condition of resources, or for their end")
    {
        Add(_what);
        Add(_for);
        Add(_namespace);
        Add(_timeout);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var goal = Goal.Parse(arguments.GetValue(_for)!);
        using var session = ApiSession.Open(arguments);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(arguments.GetValue(_timeout));
        foreach (var (typeName, name) in ObjectReference.Parse(arguments.GetValue(_what)!))
        {
            var type = await session.FindTypeAsync(typeName, cancellationToken);
            var target = type.Object(
                arguments.GetValue(_namespace) ?? session.Namespace, name ?? throw new CommandFailure(ExitCodes.Usage, "name what to wait for."));
            await WaitAsync(session, target, goal, type.Describe(name), deadline.Token, cancellationToken);
            Console.Out.WriteLine($"{type.Describe(name)} {(goal.Deleted ? "deleted" : "condition met")}");
        }

        return ExitCodes.Ok;
    }

    private static async Task WaitAsync(
        ApiSession session, string path, Goal goal, string what, CancellationToken deadline, CancellationToken cancellationToken)
    {
        JsonObject? last = null;
        try
        {
            while (true)
            {
                last = await session.Connection.GetAsync<JsonObject>(path, deadline);
                if (goal.IsMet(last))
                {
                    return;
                }

                await Task.Delay(Pause, deadline);
            }
        }
        catch (StatusException e) when (e.IsNotFound && goal.Deleted)
        {
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CommandFailure(ExitCodes.TimedOut, $"timed out waiting for {what}{goal.Explain(last)}");
        }
    }

    private sealed record Goal(bool Deleted, string Condition, string Value)
    {
        public static Goal Parse(string text) => text.Split('=') switch
        {
            ["delete"] => new Goal(true, "", ""),
            ["condition", { Length: > 0 } name] => new Goal(false, name, "True"),
            ["condition", { Length: > 0 } name, { Length: > 0 } value] => new Goal(false, name, value),
            _ => throw new CommandFailure(ExitCodes.Usage, $"--for \"{text}\" is not condition=NAME, condition=NAME=VALUE or delete."),
        };

        public bool IsMet(JsonObject document) => !Deleted && string.Equals((string?)Find(document)?["status"], Value, StringComparison.OrdinalIgnoreCase);

        public string Explain(JsonObject? document) =>
            document is null || Find(document) is not { } condition ? "."
            : $": {Condition} is {(string?)condition["status"]}{((string?)condition["message"] is { Length: > 0 } message ? $": {message}" : ".")}";

        private JsonNode? Find(JsonObject document) =>
            (document["status"]?["conditions"] as JsonArray)?.FirstOrDefault(
                c => string.Equals((string?)c?["type"], Condition, StringComparison.OrdinalIgnoreCase));
    }
}
