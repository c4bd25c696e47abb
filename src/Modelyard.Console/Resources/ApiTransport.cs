using System.Net.Http.Json;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Modelyard.Api;

namespace Modelyard.WebConsole;

/// <summary>Calls of the API in somebody's name.</summary>
/// <remarks>Not an HttpClient: that buffers, and has a timeout of its own.</remarks>
internal sealed class ApiTransport(ConsoleOptions options, HttpMessageHandler api) : IDisposable
{
    private readonly HttpMessageInvoker _invoker = new(api, disposeHandler: false);

    /// <summary>Sends as the user of <paramref name="session"/>. Completes once the headers of the answer are there.</summary>
    /// <exception cref="RefusedException">The user is one of those that are parts of the system.</exception>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, ConsoleSession session, HttpContext? from, CancellationToken cancellationToken)
    {
        ActAs(request, session);
        if (from?.Connection.RemoteIpAddress is { } address)
        {
            Add(request, "X-Forwarded-For", address.ToString());
        }

        return _invoker.SendAsync(request, cancellationToken);
    }

    /// <summary>Asks as the user of <paramref name="session"/>, once: what must be waited for is the person's to decide.</summary>
    /// <exception cref="StatusException">The API refuses.</exception>
    public async Task<T> AskAsync<T>(HttpMethod method, string path, object? body, ConsoleSession session, HttpContext? from, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(options.Api, path));
        request.Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: ApiJson.Options);
        using var response = await SendAsync(request, session, from, cancellationToken);
        return response.IsSuccessStatusCode
            ? (await response.Content.ReadFromJsonAsync<T>(ApiJson.Options, cancellationToken))!
            : throw new StatusException((await response.Content.ReadFromJsonAsync<Status>(ApiJson.Options, cancellationToken))!);
    }

    /// <summary>Creates something as the user of <paramref name="session"/>.</summary>
    /// <exception cref="StatusException">The API refuses.</exception>
    public Task<T> CreateAsync<T>(T resource, ConsoleSession session, HttpContext from, CancellationToken cancellationToken)
        where T : Resource
    {
        var kind = typeof(T).GetCustomAttribute<KindAttribute>()!;
        (resource.ApiVersion, resource.Kind) = ($"{kind.Group}/{kind.Version}", kind.Kind);
        return AskAsync<T>(HttpMethod.Post, PathOf(kind, resource.Metadata.Namespace), resource, session, from, cancellationToken);
    }

    /// <summary>Where the objects of a kind are.</summary>
    public static string PathOf<T>() => PathOf(typeof(T).GetCustomAttribute<KindAttribute>()!, null);

    public void Dispose() => _invoker.Dispose();

    // The API would let the console be anybody. Nobody who signs in may become a part of the system, whatever an account or a provider says.
    private static void ActAs(HttpRequestMessage request, ConsoleSession session)
    {
        foreach (var name in session.Groups.Prepend(session.User))
        {
            if (name.Length == 0 || name.StartsWith("system:", StringComparison.Ordinal))
            {
                throw Refusal.Forbidden($"\"{name}\" is a name of the system: nobody can act in it through the console.");
            }
        }

        Add(request, "Impersonate-User", session.User);
        foreach (var group in session.Groups)
        {
            Add(request, "Impersonate-Group", group);
        }
    }

    private static string PathOf(KindAttribute kind, string? project) =>
        $"/apis/{kind.Group}/{kind.Version}/{(project is null ? "" : $"namespaces/{Uri.EscapeDataString(project)}/")}{kind.Plural}";

    private static void Add(HttpRequestMessage request, string header, string value)
    {
        if (!request.Headers.TryAddWithoutValidation(header, value))
        {
            throw Refusal.Forbidden("Your name, or that of one of your groups, holds characters that a name cannot have.");
        }
    }
}
