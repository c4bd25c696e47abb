using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>
/// Compiles a predictor and its runtime into the Pod that a replica of it is. A pure function: the same input gives the same revision,
/// and nothing is looked up.
/// </summary>
internal static class PredictorCompiler
{
    private const string ModelMount = "/mnt/models";
    private const int DefaultPort = 8080;

    /// <summary>The revision of <paramref name="service"/> with <paramref name="runtime"/>, which is null for a custom predictor.</summary>
    /// <exception cref="PredictorRejectedException">It cannot be run as it is written.</exception>
    public static PredictorRevision Compile(InferenceService service, SelectedRuntime? runtime)
    {
        var predictor = service.Spec.Predictor
            ?? throw new PredictorRejectedException(FailureReason.InvalidPredictorSpec, "spec.predictor is missing.");
        var spec = PodSpecMerger.MergePod(runtime?.Spec, predictor);
        spec.Containers = runtime is not null
            ? ModelContainers.Build(service, predictor, runtime)
            : CustomContainers.Build(service, predictor);

        var main = spec.Containers[0];
        main.ReadinessProbe ??= DefaultReadinessProbe(main);
        foreach (var container in spec.Containers)
        {
            container.Env = [new EnvVar { Name = "INFERENCE_SERVICE_NAME", Value = service.Metadata.Name }, .. container.Env ?? []];
        }

        if (StorageUri(predictor, main) is { } uri)
        {
            spec.InitContainers = [StorageInitializer(uri), .. spec.InitContainers ?? []];
        }

        spec.RestartPolicy ??= "Always";
        spec.TerminationGracePeriodSeconds ??= 30;

        var template = new Pod
        {
            ApiVersion = "v1",
            Kind = "Pod",
            Metadata = new ObjectMeta
            {
                GenerateName = Prefix(service),
                Namespace = service.Metadata.Namespace,
                Labels = TemplateLabels(service, predictor, runtime),
                Annotations = TemplateAnnotations(service, predictor, runtime),
                OwnerReferences = [Owner(service)],
            },
            Spec = spec,
        };
        var hash = RevisionHash.Of(template);
        template.Metadata.Labels[Labels.Revision] = hash;

        // After the hash is taken: it follows from what is hashed already, and no replica need be replaced for it.
        if (spec.InitContainers?.Find(c => c.Name == ContainerNames.StorageInitializer) is { Resources: null } initializer)
        {
            initializer.Resources = RoomOf(main);
        }

        return new PredictorRevision(hash, template);
    }

    // The variant's name comes between, as in KServe: {service}-{variant}-predictor.
    private static string Prefix(InferenceService service) =>
        service.Spec.Predictor?.Name is { Length: > 0 } variant
            ? $"{service.Metadata.Name}-{variant}-predictor-"
            : $"{service.Metadata.Name}-predictor-";

    private static Probe DefaultReadinessProbe(Container container) => new()
    {
        TcpSocket = new TcpSocketAction { Port = container.Ports is [{ Port: { } port }, ..] ? port : DefaultPort },
        TimeoutSeconds = 1,
        PeriodSeconds = 10,
        SuccessThreshold = 1,
        FailureThreshold = 3,
    };

    private static string? StorageUri(PredictorSpec predictor, Container main)
    {
        if (predictor.Model?.Storage is not null)
        {
            throw new PredictorRejectedException(
                FailureReason.InvalidPredictorSpec,
                "spec.predictor.model.storage is not supported on one machine yet: name the model with spec.predictor.model.storageUri.");
        }

        if (predictor.StorageUris is { Count: > 0 } uris)
        {
            return uris is [{ MountPath: null or ModelMount } only]
                ? only.Uri
                : throw new PredictorRejectedException(
                    FailureReason.InvalidPredictorSpec,
                    $"spec.predictor.storageUris can hold one entry mounted at {ModelMount} on one machine for now.");
        }

        // A custom container asks for its model by setting this variable itself.
        return predictor.Model is { } model ? model.StorageUri : main.Env?.FirstOrDefault(e => e.Name == "STORAGE_URI")?.Value;
    }

    private static Container StorageInitializer(string uri) => new()
    {
        Name = ContainerNames.StorageInitializer,
        Image = "modelyard/storage-initializer",
        Args = [uri, ModelMount],
    };

    /// <summary>
    /// What fetches the model runs before the server, in the room that the server will have. Without figures of its own it would be refused by
    /// each quota of processor or memory, since those want them of every container.
    /// </summary>
    private static ResourceRequirements? RoomOf(Container main)
    {
        var (requests, limits) = (Room(main.Resources?.Requests), Room(main.Resources?.Limits));
        return requests is null && limits is null ? null : new ResourceRequirements { Requests = requests, Limits = limits };
    }

    private static Dictionary<string, Quantity>? Room(Dictionary<string, Quantity>? amounts) =>
        amounts?.Where(a => a.Key is "cpu" or "memory").ToDictionary() is { Count: > 0 } room ? room : null;

    // Precedence: predictor, then service, then runtime.
    private static Dictionary<string, string> TemplateLabels(InferenceService service, PredictorSpec predictor, SelectedRuntime? runtime)
    {
        var labels = Union(runtime?.Spec.Labels, service.Metadata.Labels, predictor.Labels);
        labels[Labels.InferenceService] = service.Metadata.Name!;
        labels[Labels.Component] = Labels.Predictor;
        labels[Labels.App] = $"isvc.{Prefix(service).TrimEnd('-')}";
        return labels;
    }

    private static Dictionary<string, string> TemplateAnnotations(InferenceService service, PredictorSpec predictor, SelectedRuntime? runtime)
    {
        var annotations = Union(runtime?.Spec.Annotations, service.Metadata.Annotations, predictor.Annotations);

        // kubectl logs then asks for this one without a word about the others.
        annotations.TryAdd(Annotations.DefaultContainer, ContainerNames.Main);

        // What does not change a replica must not start a new one: applying the same manifest again, or stopping and going on.
        annotations.Remove(Annotations.LastApplied);
        annotations.Remove(Annotations.Stop);

        // These the machine writes, about the Pod that it runs.
        annotations.Remove(ServingNames.Address);
        annotations.Remove(Annotations.Gpus);
        return annotations;
    }

    private static Dictionary<string, string> Union(params Dictionary<string, string>?[] maps)
    {
        var result = new Dictionary<string, string>();
        foreach (var (key, value) in maps.Where(m => m is not null).SelectMany(m => m!))
        {
            result[key] = value;
        }

        return result;
    }

    private static OwnerReference Owner(InferenceService service) => new()
    {
        ApiVersion = "serving.kserve.io/v1beta1",
        Kind = "InferenceService",
        Name = service.Metadata.Name,
        Uid = service.Metadata.Uid,
        Controller = true,
        BlockOwnerDeletion = true,
    };
}
