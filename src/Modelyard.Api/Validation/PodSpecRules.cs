namespace Modelyard.Api;

/// <summary>Rules on pod specs, wherever they are written: in a pod or inside an InferenceService's components.</summary>
internal static class PodSpecRules
{
    public static void Check(PodSpec spec, FieldPath path, FieldErrors errors)
    {
        var volumes = CheckVolumes(spec.Volumes ?? [], path.Child("volumes"), errors);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (list, field) in new[] { (spec.InitContainers, "initContainers"), (spec.Containers, "containers") })
        {
            foreach (var (index, container) in (list ?? []).Index())
            {
                var at = path.Child(field).Index(index);
                CheckName(container.Name, at.Child("name"), names, errors);
                ContainerRules.Check(container, at, errors);
                foreach (var (number, mount) in (container.VolumeMounts ?? []).Index())
                {
                    if (mount.Name is { Length: > 0 } name && !volumes.Contains(name))
                    {
                        errors.Add(new FieldError(at.Child("volumeMounts").Index(number).Child("name"), "FieldValueNotFound", $"Not found: \"{name}\""));
                    }
                }
            }
        }

        ContainerRules.CheckResources(spec.Resources, path.Child("resources"), errors);
        if (spec.TerminationGracePeriodSeconds < 0)
        {
            errors.Invalid(path.Child("terminationGracePeriodSeconds"), spec.TerminationGracePeriodSeconds, "must be greater than or equal to 0");
        }
    }

    public static HashSet<string> CheckVolumes(List<Volume> volumes, FieldPath path, FieldErrors errors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, volume) in volumes.Index())
        {
            CheckName(volume.Name, path.Index(index).Child("name"), names, errors);
        }

        return names;
    }

    public static void CheckName(string? name, FieldPath path, HashSet<string> taken, FieldErrors errors)
    {
        if (name is not { Length: > 0 })
        {
            errors.Required(path);
            return;
        }

        errors.Check(path, name, NameRules.Label);
        if (!taken.Add(name))
        {
            errors.Duplicate(path, name);
        }
    }
}
