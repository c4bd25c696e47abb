using System.Text;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.WebConsole;

/// <summary>The console's passwords at providers.</summary>
internal sealed class ClientSecrets(IResourceClient api)
{
    private const string Key = "clientSecret";

    /// <summary>The password; null for a public client.</summary>
    /// <exception cref="ProviderException">There should be one and is not.</exception>
    public async Task<string?> GetAsync(IdentityProvider provider, CancellationToken cancellationToken)
    {
        if (provider.Spec.ClientSecretRef is not { } reference)
        {
            return null;
        }

        var secret = await api.TryGetAsync<Secret>(new NamespacedName(reference.Namespace!, reference.Name!), cancellationToken);
        return secret?.Data?.GetValueOrDefault(Key) is { } bytes
            ? Encoding.UTF8.GetString(bytes).Trim()
            : throw new ProviderException("SecretMissing", $"The Secret {reference.Namespace}/{reference.Name} does not exist or has no {Key}: the console's password at the provider belongs there.");
    }
}
