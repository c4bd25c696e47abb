namespace Modelyard.Benchmarks;

/// <summary>The gateway of <c>@portkey-ai/gateway</c>, installed from the npm registry into a folder.</summary>
internal static class PortkeyGateway
{
    public static async Task<(ChildProcess Process, Target Target)> StartAsync(string folder, int upstream)
    {
        await ChildProcess.RunAsync("npm", "install", "--prefix", folder, "--no-audit", "--no-fund", "--loglevel=error", "@portkey-ai/gateway");
        var port = ChildProcess.FreePort();
        var process = await ChildProcess.StartAsync(
            port, "node", Path.Combine(folder, "node_modules", "@portkey-ai", "gateway", "build", "start-server.js"), "--headless", $"--port={port}");
        return (process, new Target(new Uri($"http://127.0.0.1:{port}/v1/chat/completions"), "Bearer none")
        {
            Headers = [("x-portkey-provider", "openai"), ("x-portkey-custom-host", $"http://127.0.0.1:{upstream}/v1")],
        });
    }
}
