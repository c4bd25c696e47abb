using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>The containers of a predictor that brings its own server.</summary>
internal static class CustomContainers
{
    public static List<Container> Build(InferenceService service, PredictorSpec predictor)
    {
        var containers = (predictor.Containers ?? []).Select(PodSpecMerger.AsContainer).ToList();
        if (containers.Count == 0)
        {
            throw new PredictorRejectedException(
                FailureReason.InvalidPredictorSpec, "spec.predictor has neither a model nor containers: one of them says what is to be served.");
        }

        // The server goes first; without the name, KServe takes the first one.
        var main = containers.Find(c => c.Name == ContainerNames.Main) ?? containers[0];
        containers.Remove(main);
        main.Name = ContainerNames.Main;
        LocalCommand.Apply(main, service, runtime: null, ownArguments: null);
        if (main.Command is null or [])
        {
            throw new PredictorRejectedException(
                FailureReason.InvalidPredictorSpec,
                $"spec.predictor.containers has no command, only the image {main.Image}: a container is a local process on this machine. "
                + $"Say how to start it in command, or in the annotation {Annotations.LocalCommand} of the InferenceService.");
        }

        return [main, .. containers];
    }
}
