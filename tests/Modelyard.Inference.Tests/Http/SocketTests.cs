using System.Net.Sockets;
using System.Runtime.Versioning;
using Microsoft.Extensions.Logging;

namespace Modelyard.Inference.Tests;

/// <summary>The server on a Unix domain socket.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SocketTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Socket => _folder.File("s.sock");

    [Fact]
    public async Task Server_OnASocket_AnswersAndStreamsToItsUserAlone()
    {
        await using (var server = await TestServer.StartAsync(configure: o => o with { SocketPath = Socket }))
        {
            server.Server.SocketPath.ShouldBe(Socket);
            File.GetUnixFileMode(Socket).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            (await server.ChatAsync(Bodies.Chat(("max_tokens", 4), ("ignore_eos", true)))).GetProperty("usage").GetProperty("completion_tokens").GetInt32().ShouldBe(4);
            (await server.StreamAsync("/v1/chat/completions", Bodies.Chat(("stream", true), ("max_tokens", 4), ("ignore_eos", true))))[^1].ShouldBe("[DONE]");
        }

        File.Exists(Socket).ShouldBeFalse("the file goes with the server");
    }

    [Fact]
    public async Task Server_WhoseSocketADeadProcessLeft_TakesItsPlace()
    {
        LeaveBehind(Socket);

        await using var server = await TestServer.StartAsync(configure: o => o with { SocketPath = Socket });

        (await server.Client.GetStringAsync("/health", TestContext.Current.CancellationToken)).ShouldBe("""{"status":"ok"}""");
    }

    [Fact]
    public async Task Server_WhoseSocketIsListenedOn_EndsWithCode1AndLeavesItAlone()
    {
        using var other = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        other.Bind(new UnixDomainSocketEndPoint(Socket));
        other.Listen();

        (await RunAsync(Socket)).ShouldBe((LlamaServerExitCode.Failed, $"cannot listen on {Socket}: another process listens there.\n"));

        File.Exists(Socket).ShouldBeTrue();
    }

    [Fact]
    public async Task Server_WhosePathIsAnotherFile_EndsWithCode1AndLeavesItAlone()
    {
        await File.WriteAllTextAsync(Socket, "mine", TestContext.Current.CancellationToken);

        (await RunAsync(Socket)).ShouldBe(
            (LlamaServerExitCode.Failed, $"cannot listen on {Socket}: there is a file of that name that is not a socket; name another path, or remove it.\n"));

        (await File.ReadAllTextAsync(Socket, TestContext.Current.CancellationToken)).ShouldBe("mine");
    }

    [Fact]
    public async Task Server_WhoseFolderIsMissing_EndsWithCode1AndNamesIt()
    {
        var path = _folder.File("none/s.sock");

        (await RunAsync(path)).ShouldBe((LlamaServerExitCode.Failed, $"cannot listen on {path}: the folder {_folder.File("none")} does not exist.\n"));
    }

    [Fact]
    public async Task Server_WhosePathIsTooLong_EndsWithCode2BeforeAnythingIsLoaded()
    {
        var path = "/" + new string('x', ListeningSocket.MaxPathBytes);

        var (code, errors) = await RunAsync(path, model: _folder.File("none.gguf"));

        code.ShouldBe(LlamaServerExitCode.Usage);
        errors.ShouldBe($"--uds must be a path the system can take for a socket, at most {ListeningSocket.MaxPathBytes} bytes with its folder, not \"{path}\".\n");
    }

    [Fact]
    public async Task Server_ThatCannotLoad_LeavesNoSocket()
    {
        var (code, _) = await RunAsync(Socket, engines: _folder.Path);

        code.ShouldBe(LlamaServerExitCode.Engine);
        File.Exists(Socket).ShouldBeFalse();
    }

    [Fact]
    public void LongestPath_IsWhatTheSystemTakes()
    {
        var longest = _folder.Path + "/" + new string('x', ListeningSocket.MaxPathBytes - _folder.Path.Length - 1);

        ListeningSocket.Fits(longest).ShouldBeTrue();
        ListeningSocket.Fits(longest + "x").ShouldBeFalse();
        ListeningSocket.Bind(longest).Dispose();
        Should.Throw<ArgumentException>(() => new UnixDomainSocketEndPoint(longest + "x"));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(int Code, string Errors)> RunAsync(string socket, string? model = null, string? engines = null)
    {
        var errors = new StringWriter { NewLine = "\n" };
        var options = new LlamaServerOptions { Model = model ?? _folder.Model(new RandomGguf()), SocketPath = socket, EnginesDirectory = engines, LogLevel = LogLevel.None };
        return (await LlamaServer.RunAsync(options, errors, TestContext.Current.CancellationToken), errors.ToString());
    }

    // A socket that is closed by its owner takes its file along; one whose process was killed does not.
    private static void LeaveBehind(string path)
    {
        var bound = path + ".bound";
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            socket.Bind(new UnixDomainSocketEndPoint(bound));
            socket.Listen();
            File.Move(bound, path);
        }

        File.Exists(path).ShouldBeTrue();
    }
}
