namespace Modelyard.Api;

/// <summary>Rules on what a container says, wherever it is written: in a pod, a runtime or an InferenceService.</summary>
internal static class ContainerRules
{
    public static void Check(Container container, FieldPath path, FieldErrors errors)
    {
        foreach (var (index, variable) in (container.Env ?? []).Index())
        {
            CheckVariable(variable, path.Child("env").Index(index), errors);
        }

        foreach (var (index, port) in (container.Ports ?? []).Index())
        {
            CheckPort(port, path.Child("ports").Index(index), errors);
        }

        foreach (var (index, mount) in (container.VolumeMounts ?? []).Index())
        {
            if (mount.MountPath is not { Length: > 0 })
            {
                errors.Required(path.Child("volumeMounts").Index(index).Child("mountPath"));
            }
        }

        errors.OneOf(path.Child("imagePullPolicy"), container.ImagePullPolicy, "Always", "IfNotPresent", "Never");
        errors.OneOf(path.Child("terminationMessagePolicy"), container.TerminationMessagePolicy, "FallbackToLogsOnError", "File");
        CheckResources(container.Resources, path.Child("resources"), errors);
        CheckProbe(container.LivenessProbe, path.Child("livenessProbe"), mustSucceedOnce: true, errors);
        CheckProbe(container.ReadinessProbe, path.Child("readinessProbe"), mustSucceedOnce: false, errors);
        CheckProbe(container.StartupProbe, path.Child("startupProbe"), mustSucceedOnce: true, errors);
    }

    public static void CheckResources(ResourceRequirements? resources, FieldPath path, FieldErrors errors)
    {
        foreach (var (list, name) in new[] { (resources?.Limits, "limits"), (resources?.Requests, "requests") })
        {
            foreach (var (resource, amount) in list ?? [])
            {
                errors.Check(path.Child(name).Key(resource), resource, NameRules.Qualified);
                if (amount.Value < 0)
                {
                    errors.Invalid(path.Child(name).Key(resource), amount.ToString(), "must be greater than or equal to 0");
                }
            }
        }

        foreach (var (resource, request) in resources?.Requests ?? [])
        {
            if (resources!.Limits?.TryGetValue(resource, out var limit) == true && request > limit)
            {
                errors.Invalid(path.Child("requests"), request.ToString(), $"must be less than or equal to {resource} limit of {limit}");
            }
        }
    }

    private static void CheckVariable(EnvVar variable, FieldPath path, FieldErrors errors)
    {
        if (variable.Name is { Length: > 0 } name)
        {
            errors.Check(path.Child("name"), name, NameRules.EnvName);
        }
        else
        {
            errors.Required(path.Child("name"));
        }

        if (variable.ValueFrom is not { } source)
        {
            return;
        }

        object?[] sources = [source.FieldRef, source.ResourceFieldRef, source.ConfigMapKeyRef, source.SecretKeyRef, source.FileKeyRef];
        switch (sources.Count(s => s is not null))
        {
            case 0:
                errors.Invalid(path.Child("valueFrom"), "", "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`");
                break;
            case > 1:
                errors.Invalid(path.Child("valueFrom"), "", "may not have more than one field specified at a time");
                break;
        }

        if (variable.Value is { Length: > 0 })
        {
            errors.Invalid(path.Child("valueFrom"), "", "may not be specified when `value` is not empty");
        }
    }

    private static void CheckPort(ContainerPort port, FieldPath path, FieldErrors errors)
    {
        if (port.Name is { Length: > 0 } name)
        {
            errors.Check(path.Child("name"), name, PortRules.Name);
        }

        PortRules.CheckNumber(port.Port, path.Child("containerPort"), errors);
        if (port.HostPort is not 0)
        {
            PortRules.CheckNumber(port.HostPort, path.Child("hostPort"), errors);
        }

        errors.OneOf(path.Child("protocol"), port.Protocol, "SCTP", "TCP", "UDP");
    }

    private static void CheckProbe(Probe? probe, FieldPath path, bool mustSucceedOnce, FieldErrors errors)
    {
        if (probe is null)
        {
            return;
        }

        object?[] actions = [probe.Exec, probe.HttpGet, probe.TcpSocket, probe.Grpc];
        switch (actions.Count(a => a is not null))
        {
            case 0:
                errors.Required(path, "must specify a handler type");
                break;
            case > 1:
                errors.Forbidden(path, "may not specify more than 1 handler type");
                break;
        }

        PortRules.Check(probe.HttpGet?.Port, path.Child("httpGet").Child("port"), errors);
        PortRules.Check(probe.TcpSocket?.Port, path.Child("tcpSocket").Child("port"), errors);
        PortRules.CheckNumber(probe.Grpc?.Port, path.Child("grpc").Child("port"), errors);
        errors.OneOf(path.Child("httpGet").Child("scheme"), probe.HttpGet?.Scheme, "HTTP", "HTTPS");
        foreach (var (name, seconds) in new[]
        {
            ("initialDelaySeconds", probe.InitialDelaySeconds), ("timeoutSeconds", probe.TimeoutSeconds), ("periodSeconds", probe.PeriodSeconds),
            ("successThreshold", probe.SuccessThreshold), ("failureThreshold", probe.FailureThreshold),
        })
        {
            if (seconds < 0)
            {
                errors.Invalid(path.Child(name), seconds, "must be greater than or equal to 0");
            }
        }

        if (mustSucceedOnce && probe.SuccessThreshold is > 1)
        {
            errors.Invalid(path.Child("successThreshold"), probe.SuccessThreshold, "must be 1");
        }
    }
}
