using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Modelyard.Benchmarks;

/// <summary>A model server that streams: so many events a second, for so long, each with the moment it was sent at.</summary>
internal static class MockUpstream
{
    private const int EventsPerSecond = 50;

    /// <summary>Serves until standard input ends. The first line it writes is its address.</summary>
    public static async Task<int> ServeAsync(int seconds)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(http => StreamAsync(http, seconds * EventsPerSecond));
        await app.StartAsync();
        Console.WriteLine(new Uri(app.Urls.Single()).Authority);
        while (await Console.In.ReadLineAsync() is not null)
        {
        }

        return 0;
    }

    private static async Task StreamAsync(HttpContext http, int events)
    {
        await http.Request.Body.CopyToAsync(Stream.Null);
        http.Response.ContentType = "text/event-stream";
        var time = TimeProvider.System;
        var began = time.GetTimestamp();
        for (var i = 0; i < events; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / EventsPerSecond) - time.GetElapsedTime(began);
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due);
            }

            await http.Response.WriteAsync($"data: {{\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"t\":{time.GetTimestamp()},\"choices\":[{{\"index\":0,\"delta\":{{\"content\":\"word \"}}}}]}}\n\n");
            await http.Response.Body.FlushAsync();
        }

        await http.Response.WriteAsync("data: {\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":100}}\n\ndata: [DONE]\n\n");
    }
}
