using System.Net;

namespace Modelyard.Api;

/// <summary>Rules on services.</summary>
internal static class ServiceValidator
{
    public static void Validate(Service value, Service? old, FieldErrors errors)
    {
        var (spec, path) = (value.Spec, FieldPath.Of("spec"));
        errors.OneOf(path.Child("type"), spec.Type, "ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
        errors.OneOf(path.Child("sessionAffinity"), spec.SessionAffinity, "ClientIP", "None");
        MetadataValidator.CheckLabels(spec.Selector, path.Child("selector"), errors);
        if (spec.Type == "ExternalName")
        {
            CheckExternalName(spec, path, errors);
        }
        else if (spec.Ports is not { Count: > 0 } && spec.ClusterIP != "None")
        {
            errors.Required(path.Child("ports"));
        }

        if (spec.ClusterIP is { Length: > 0 } address && address != "None" && !IPAddress.TryParse(address, out _))
        {
            errors.Invalid(path.Child("clusterIPs").Index(0), address, "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
        }

        CheckPorts(spec.Ports ?? [], path.Child("ports"), errors);
        if (old?.Spec.ClusterIP is { Length: > 0 } before && old.Spec.Type != "ExternalName" && spec.Type != "ExternalName" && spec.ClusterIP != before)
        {
            errors.Invalid(path.Child("clusterIPs").Index(0), spec.ClusterIP, "may not change once set");
        }
    }

    private static void CheckExternalName(ServiceSpec spec, FieldPath path, FieldErrors errors)
    {
        if (spec.ExternalName is { Length: > 0 } name)
        {
            errors.Check(path.Child("externalName"), name, static n => NameRules.Subdomain(n.TrimEnd('.').ToLowerInvariant()));
        }
        else
        {
            errors.Required(path.Child("externalName"));
        }
    }

    private static void CheckPorts(List<ServicePort> ports, FieldPath path, FieldErrors errors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var numbers = new HashSet<(int, string)>();
        foreach (var (index, port) in ports.Index())
        {
            var at = path.Index(index);
            if (port.Name is { Length: > 0 } name)
            {
                errors.Check(at.Child("name"), name, NameRules.Label);
                if (!names.Add(name))
                {
                    errors.Duplicate(at.Child("name"), name);
                }
            }
            else if (ports.Count > 1)
            {
                errors.Required(at.Child("name"));
            }

            PortRules.CheckNumber(port.Port, at.Child("port"), errors);
            PortRules.Check(port.TargetPort, at.Child("targetPort"), errors);
            errors.OneOf(at.Child("protocol"), port.Protocol, "SCTP", "TCP", "UDP");
            if (!numbers.Add((port.Port ?? 0, port.Protocol ?? "TCP")))
            {
                errors.Duplicate(at, $"{port.Port}/{port.Protocol ?? "TCP"}");
            }
        }
    }
}
