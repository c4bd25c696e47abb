namespace Modelyard.Api;

/// <summary>Rules on endpoints.</summary>
internal static class EndpointValidator
{
    private const int LongestPath = 63;

    public static void Validate(Endpoint value, Endpoint? old, FieldErrors errors)
    {
        var spec = FieldPath.Of("spec");
        if (value.Spec.Path is { Length: > LongestPath })
        {
            errors.TooLong(spec.Child("path"), $"may not be more than {LongestPath} bytes");
        }

        if (value.Spec.Host is { } host)
        {
            errors.Check(spec.Child("host"), host, NameRules.Subdomain);
        }

        if (value.Spec.Tls is { } tls)
        {
            if (value.Spec.Host is null)
            {
                errors.Required(spec.Child("host"), "a certificate is for a host name: name the host, or remove tls to use the gateway's own certificate");
            }

            errors.Check(spec.Child("tls").Child("secretName"), tls.SecretName ?? "", NameRules.Subdomain);
        }

        CheckTraffic(value.Spec.Traffic ?? [], spec.Child("traffic"), errors);
    }

    private static void CheckTraffic(List<TrafficShare> traffic, FieldPath path, FieldErrors errors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, share) in traffic.Index())
        {
            var name = share.Deployment ?? "";
            errors.Check(path.Index(index).Child("deployment"), name, NameRules.Label1035);
            if (!names.Add(name))
            {
                errors.Duplicate(path.Index(index).Child("deployment"), name);
            }
        }

        if (traffic.Count > 0 && traffic.All(s => s.Weight == 0))
        {
            errors.Invalid(path, 0, "the weights must not all be 0: nobody would answer. To take an endpoint out of service, delete it or stop its deployments");
        }
    }
}
