using System.Text.Json;
using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>The containers of a predictor that names a model and leaves the rest to a runtime.</summary>
internal static class ModelContainers
{
    public static List<Container> Build(InferenceService service, PredictorSpec predictor, SelectedRuntime runtime)
    {
        var model = predictor.Model!;
        var offered = runtime.Spec.Containers ?? [];
        var main = offered.Find(c => c.Name == ContainerNames.Main)
            ?? throw new PredictorRejectedException(
                FailureReason.InvalidPredictorSpec,
                offered.Count == 0
                    ? "no container configuration found in selected serving runtime"
                    : $"failed to find {ContainerNames.Main} in the containers of serving runtime {runtime.Name}");

        var merged = Evaluate(PodSpecMerger.MergeContainer(main, model), service, runtime);
        ImageTag.Update(merged, model.RuntimeVersion, runtime);
        LocalCommand.Apply(merged, service, runtime, model.Args);
        RequireCommand(merged, runtime);
        return
        [
            merged,
            .. Transformer(service, predictor, runtime),
            .. offered.Where(c => c.Name is not (ContainerNames.Main or ContainerNames.Transformer)).Select(PodSpecMerger.AsContainer),
            .. (predictor.Containers ?? []).Where(c => c.Name != ContainerNames.Transformer).Select(PodSpecMerger.AsContainer),
        ];
    }

    private static IEnumerable<Container> Transformer(InferenceService service, PredictorSpec predictor, SelectedRuntime runtime)
    {
        var below = runtime.Spec.Containers?.Find(c => c.Name == ContainerNames.Transformer);
        var above = predictor.Containers?.Find(c => c.Name == ContainerNames.Transformer);
        var container = (below, above) switch
        {
            (not null, not null) => PodSpecMerger.MergeContainer(below, above),
            _ => below ?? above,
        };
        return container is null ? [] : [Evaluate(PodSpecMerger.AsContainer(container), service, runtime)];
    }

    private static Container Evaluate(Container container, InferenceService service, SelectedRuntime runtime)
    {
        var json = JsonSerializer.SerializeToNode(container, ApiJson.Options);
        try
        {
            GoTemplate.EvaluateAll(json, service.Metadata);
        }
        catch (FormatException e)
        {
            throw new PredictorRejectedException(
                FailureReason.InvalidPredictorSpec,
                $"failed to replace placeholders in serving runtime {runtime.Name} Container {container.Name}: {e.Message}");
        }

        return json.Deserialize<Container>(ApiJson.Options)!;
    }

    private static void RequireCommand(Container container, SelectedRuntime runtime)
    {
        if (container.Command is null or [])
        {
            throw new PredictorRejectedException(
                FailureReason.InvalidPredictorSpec,
                $"Serving runtime {runtime.Name} has no command that could be started on this machine, only the image {container.Image}: "
                + $"a container is a local process here. {HowToSay(runtime)}");
        }
    }

    // A runtime that somebody else writes anew is not to be changed by hand.
    private static string HowToSay(SelectedRuntime runtime) =>
        runtime.Meta.OwnerReferences?.Find(o => o.Controller == true) is { } owner
            ? $"Say how to start it in the {owner.Kind} {owner.Name}: in spec.annotations, as {Annotations.LocalCommand}, or in spec.engine.command."
            : $"Say how to start it in the runtime's annotation {Annotations.LocalCommand}, or in containers[].command.";
}
