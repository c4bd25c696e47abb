using System.CommandLine;
using System.Text.Json.Nodes;

namespace Modelyard.Commands;

/// <summary>Encryption at rest.</summary>
internal sealed class EncryptionCommand : Command
{
    public EncryptionCommand()
        : base("encryption", "Show and change the key that secrets are encrypted with")
    {
        Add(new EncryptionStatusCommand());
        Add(new RotateEncryptionCommand());
    }

    internal static async Task<JsonObject> SendAsync(ParseResult arguments, HttpMethod method, string path, CancellationToken cancellationToken)
    {
        using var session = ApiSession.Open(arguments);
        return await session.Connection.SendAsync<JsonObject>(method, path, null, "application/json", cancellationToken);
    }

    internal static IEnumerable<string> Texts(JsonObject answer, string property) => answer[property]!.AsArray().Select(t => (string)t!);
}

/// <summary>Says what is encrypted and with which key.</summary>
internal sealed class EncryptionStatusCommand : ModelyardCommand
{
    public EncryptionStatusCommand()
        : base("status", "Show what is encrypted, and with which key")
    {
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var answer = await EncryptionCommand.SendAsync(arguments, HttpMethod.Get, "encryption", cancellationToken);
        Console.Out.WriteLine(
            $"""
            encrypted   {string.Join(", ", EncryptionCommand.Texts(answer, "resources"))}
            key         {EncryptionCommand.Texts(answer, "keys").First()}
            key file    {(string?)answer["keyFile"]}
            """);
        if (answer["modelFiles"] is JsonObject models)
        {
            Console.Out.WriteLine($"model files {(int?)models["encrypted"]} of {(int?)models["files"]} encrypted");
        }

        return ExitCodes.Ok;
    }
}

/// <summary>Makes a new key, encrypts everything with it, and retires the old one.</summary>
internal sealed class RotateEncryptionCommand : ModelyardCommand
{
    public RotateEncryptionCommand()
        : base("rotate", "Make a new key, encrypt everything with it, and retire the old one")
    {
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var answer = await EncryptionCommand.SendAsync(arguments, HttpMethod.Post, "encryption/rotate", cancellationToken);
        Console.Out.WriteLine($"everything is encrypted with the key {EncryptionCommand.Texts(answer, "keys").First()} now; keep a copy of {(string?)answer["keyFile"]}");
        return ExitCodes.Ok;
    }
}
