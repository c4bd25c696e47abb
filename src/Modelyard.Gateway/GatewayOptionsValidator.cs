using Microsoft.Extensions.Options;

namespace Modelyard.Gateway;

internal sealed class GatewayOptionsValidator : IValidateOptions<GatewayOptions>
{
    public ValidateOptionsResult Validate(string? name, GatewayOptions options)
    {
        var errors = new List<string>();
        if (options.MaxRequestBytes is < 1024 or > 1024 * 1024 * 1024)
        {
            errors.Add($"{nameof(options.MaxRequestBytes)} is {options.MaxRequestBytes}: choose from 1 KiB to 1 GiB.");
        }

        Positive(options.ConnectTimeout, nameof(options.ConnectTimeout));
        Positive(options.FirstByteTimeout, nameof(options.FirstByteTimeout));
        Positive(options.IdleTimeout, nameof(options.IdleTimeout));
        Positive(options.KeyUseInterval, nameof(options.KeyUseInterval));
        if (options.KeyRefreshInterval <= TimeSpan.Zero || options.KeyRefreshInterval >= TimeSpan.FromSeconds(1))
        {
            errors.Add($"{nameof(options.KeyRefreshInterval)} is {options.KeyRefreshInterval}: a revoked key must stop working within a second.");
        }

        // Clients take 0 for "at once", and ignore more than two minutes.
        if (options.NotReadyRetryAfter < TimeSpan.FromSeconds(1) || options.NotReadyRetryAfter > TimeSpan.FromMinutes(2))
        {
            errors.Add($"{nameof(options.NotReadyRetryAfter)} is {options.NotReadyRetryAfter}: choose from 1 second to 2 minutes.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Positive(TimeSpan value, string key)
        {
            if (value <= TimeSpan.Zero)
            {
                errors.Add($"{key} is {value}: it must be more than zero.");
            }
        }
    }
}
