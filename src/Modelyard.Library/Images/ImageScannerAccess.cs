using System.Net.Http.Headers;
using System.Text;
using Modelyard.Api;
using Modelyard.Artifacts;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>Opens scanners of images as they are configured, with the secrets they name.</summary>
internal sealed class ImageScannerAccess(ModelFetcher fetcher, IResourceClient client, TimeProvider time)
{
    private const string ApiPath = "api/v1/";
    private const string ApiKeyHeader = "X-ScannerAdapter-API-Key";

    /// <exception cref="ImageScannerException">A secret is missing or does not hold what it must.</exception>
    public async Task<HarborScanner> OpenAsync(ImageScanner scanner, CancellationToken cancellationToken)
    {
        var secret = await SecretAsync(scanner.Spec.SecretRef, "secretRef", cancellationToken);
        var authority = await SecretAsync(scanner.Spec.CaSecretRef, "caSecretRef", cancellationToken);
        if (authority is not null && authority.Text("ca.crt") is null)
        {
            throw new ImageScannerException($"the Secret {scanner.Spec.CaSecretRef!.Name} has no ca.crt: put the authority there, as PEM");
        }

        var authorize = Authorization(secret);
        try
        {
            var connections = new HttpMessageInvoker(fetcher.NewHandler(new SourceAccess { CaPem = authority?.Text("ca.crt") }), disposeHandler: true);
            return new HarborScanner(connections, new Uri(new Uri(scanner.Spec.Url!.TrimEnd('/') + "/"), ApiPath), authorize, time);
        }
        catch (FetchException e)
        {
            throw new ImageScannerException(e.Message.TrimEnd('.'));
        }
    }

    private static Action<HttpRequestHeaders> Authorization(Secret? secret)
    {
        if (secret is null)
        {
            return _ => { };
        }

        if (secret.Text("apiKey") is { } key)
        {
            return headers => headers.TryAddWithoutValidation(ApiKeyHeader, key);
        }

        var authorization = secret.Text("token") is { } token ? new AuthenticationHeaderValue("Bearer", token)
            : secret.Text("username") is { } user ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{secret.Text("password")}")))
            : throw new ImageScannerException($"the Secret {secret.Metadata.Name} has neither username and password, nor token, nor apiKey");
        return headers => headers.Authorization = authorization;
    }

    private async Task<Secret?> SecretAsync(SecretReference? reference, string field, CancellationToken cancellationToken) => reference is null
        ? null
        : await client.TryGetAsync<Secret>(new NamespacedName(reference.Namespace!, reference.Name!), cancellationToken)
            ?? throw new ImageScannerException($"spec.{field} names the Secret {reference.Namespace}/{reference.Name}, which does not exist: create it");
}
