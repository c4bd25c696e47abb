using System.Net.Sockets;
using System.Text;

namespace Modelyard.Tests.WebConsole;

/// <summary>A request exactly as it is written, for what clients would put right before they send it.</summary>
internal static class RawRequest
{
    /// <summary>The whole answer; the connection is closed after it.</summary>
    public static async Task<string> SendAsync(Uri server, string text)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text.ReplaceLineEndings("\r\n")));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }

    public static Task<string> GetAsync(Uri server, string target, string cookie, string host = "") => SendAsync(
        server, $"GET {target} HTTP/1.1\nHost: {(host.Length > 0 ? host : server.Authority)}\n{(cookie.Length > 0 ? $"Cookie: {cookie}\n" : "")}Connection: close\n\n");
}
