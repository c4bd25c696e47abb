using System.Net;
using Microsoft.AspNetCore.Builder;

namespace Modelyard.WebConsole;

/// <summary>Where the console listens, what it shows, and where what it shows comes from.</summary>
public sealed record ConsoleOptions
{
    /// <summary>The user as whom the console calls the API; it may act as others.</summary>
    public const string UserName = "system:modelyard:console";

    /// <summary>Where to listen, in plain HTTP: loopback. Port 0 takes any free one.</summary>
    public required IPEndPoint Listen { get; init; }

    /// <summary>Where else to listen, for browsers on other machines; null for nowhere.</summary>
    public PublishedConsole? Published { get; init; }

    /// <summary>The folder of the built front end.</summary>
    public required string WebRoot { get; init; }

    /// <summary>Version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>Base address of the gateway.</summary>
    public required Uri Gateway { get; init; }

    /// <summary>Where callers outside reach published endpoints; null for nowhere.</summary>
    public Uri? External { get; init; }

    /// <summary>Base address of the resource API.</summary>
    public required Uri Api { get; init; }

    /// <summary>The file with the first account's first password; it goes away with that password.</summary>
    public string? FirstPasswordFile { get; init; }

    /// <summary>What else is served on the console's port on this machine, before anything of the console.</summary>
    public Action<IApplicationBuilder>? AlsoServe { get; init; }
}
