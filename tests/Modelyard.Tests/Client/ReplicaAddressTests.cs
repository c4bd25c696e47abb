using System.Net.Sockets;
using System.Text;
using Modelyard.Client;

namespace Modelyard.Tests.Client;

public sealed class ReplicaAddressTests
{
    [Theory]
    [InlineData("127.0.0.1:4001")]
    [InlineData("[::1]:4001")]
    [InlineData("unix:/data/run/a.sock")]
    [InlineData("unix:/tmp/with space and é/a.sock")]
    public void Text_OfAnAddress_IsReadAndWrittenAlike(string text)
    {
        ReplicaAddress.TryParse(text, out var address).ShouldBeTrue();

        address.ToString().ShouldBe(text);
        ReplicaAddress.TryParse(text, out var again).ShouldBeTrue();
        again.ShouldBe(address);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("localhost:8080")]
    [InlineData("127.0.0.1")]
    [InlineData("unix:")]
    [InlineData("unix:relative.sock")]
    [InlineData("unix://host/a.sock\0")]
    [InlineData("UNIX:/a.sock")]
    public void Text_ThatIsNoAddress_IsRefused(string? text) => ReplicaAddress.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Authority_OfSockets_TellsThemApartInARequest()
    {
        var longest = "/" + new string('x', 106);
        foreach (var path in (string[])["/data/run/a.sock", "/data/run/A.sock", "/tmp/é b", longest])
        {
            var uri = new Uri($"http://{ReplicaAddress.OfSocket(path).Authority}/v1/chat/completions?x=1");

            ReplicaAddress.SocketPathOf(uri.IdnHost).ShouldBe(path);
            uri.PathAndQuery.ShouldBe("/v1/chat/completions?x=1");
        }
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("unix.invalid")]
    [InlineData("xyz.unix.invalid")]
    [InlineData("61.unix.invalid")]
    public void Host_ThatIsNoSockets_HasNoPath(string host) => ReplicaAddress.SocketPathOf(host).ShouldBeNull();

    [Fact]
    public void Path_TooLongForASocket_IsNone()
    {
        Should.NotThrow(() => Bind(107));
        ReplicaAddress.IsSocketPath(PathOf(107)).ShouldBeTrue();
        ReplicaAddress.IsSocketPath(PathOf(108)).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => ReplicaAddress.OfSocket(PathOf(108)));
    }

    private static string PathOf(int bytes) => Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N")).PadRight(bytes - 2, 'x') + "é";

    private static void Bind(int bytes)
    {
        var path = PathOf(bytes);
        Encoding.UTF8.GetByteCount(path).ShouldBe(bytes);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
    }
}
