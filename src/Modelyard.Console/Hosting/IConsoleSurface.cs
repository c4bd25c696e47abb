using Microsoft.AspNetCore.Http;

namespace Modelyard.WebConsole;

/// <summary>A part of the console's URLs, with its own words for what it refuses.</summary>
internal interface IConsoleSurface
{
    /// <summary>Whether only the console's own pages may ask here, and nobody on the way may keep the answer.</summary>
    bool IsPrivate { get; }

    /// <summary>Answers.</summary>
    /// <param name="http">The exchange.</param>
    /// <param name="session">Who is signed in; null when nobody is, and where nothing is private.</param>
    /// <exception cref="RefusedException">It is not to be.</exception>
    Task HandleAsync(HttpContext http, ConsoleSession? session);

    /// <summary>Tells a refusal; status code and headers are set.</summary>
    Task RefuseAsync(HttpContext http, Refusal refusal);
}
