using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Modelyard.Tests.ApiServer;

namespace Modelyard.Tests.WebConsole;

/// <summary>What a browser does with the console: keeps its cookies, and says where a request comes from.</summary>
internal sealed class Browser : IDisposable
{
    public const string Password = "seven umbrellas in april";

    private readonly HttpClient _http;

    /// <param name="console">Where it is opened.</param>
    /// <param name="certificate">What it has to show there, with HTTPS.</param>
    public Browser(Uri console, X509Certificate2? certificate = null)
    {
        var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate?.GetCertHashString();
        _http = new HttpClient(handler) { BaseAddress = console, Timeout = TimeSpan.FromSeconds(60) };
        Origin = console.GetLeftPart(UriPartial.Authority);
    }

    public Dictionary<string, string> Cookies { get; } = [];

    /// <summary>The origin of the page that asks; null for none.</summary>
    public string? Origin { get; set; }

    public string? FetchSite { get; set; } = "same-origin";

    public string? Csrf { get; set; }

    public string Cookie => string.Join("; ", Cookies.Select(c => $"{c.Key}={c.Value}"));

    public void Dispose() => _http.Dispose();

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? body = null, HttpCompletionOption until = HttpCompletionOption.ResponseContentRead, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        foreach (var (name, value) in headers.Concat([("Cookie", Cookie), ("X-Modelyard-CSRF", Csrf ?? ""), ("Sec-Fetch-Site", FetchSite ?? ""), ("Origin", method == HttpMethod.Get ? "" : Origin ?? "")]))
        {
            if (value.Length > 0)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        var response = await _http.SendAsync(request, until);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var (name, value) = cookie.Split(';')[0].Split('=', 2) is [var n, var v] ? (n, v) : throw new FormatException(cookie);
            if (value.Length == 0)
            {
                Cookies.Remove(name);
            }
            else
            {
                Cookies[name] = value;
            }
        }

        return response;
    }

    public async Task<Reply> CallAsync(HttpMethod method, string path, JsonNode? body = null, params (string Name, string Value)[] headers) =>
        await Reply.ReadAsync(await SendAsync(method, path, body is null ? null : JsonContent.Create(body), headers: headers));

    public Task<Reply> GetAsync(string path, params (string Name, string Value)[] headers) => CallAsync(HttpMethod.Get, path, null, headers);

    public async Task<Reply> SignInAsync(string user, string password)
    {
        var reply = await CallAsync(HttpMethod.Post, "/session", new JsonObject { ["user"] = user, ["password"] = password });
        Csrf = reply.Code == 200 ? reply.Body.Text("csrf") : Csrf;
        return reply;
    }

    public async Task<Reply> ChangePasswordAsync(string current, string wanted)
    {
        var reply = await CallAsync(HttpMethod.Post, "/session/password", new JsonObject { ["current"] = current, ["new"] = wanted });
        Csrf = reply.Code == 200 ? reply.Body.Text("csrf") : Csrf;
        return reply;
    }
}
