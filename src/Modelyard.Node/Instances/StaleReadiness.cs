using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Node;

/// <summary>
/// Takes back, before anything else starts, what the API still says is ready although its process ended while nobody was there: after
/// <c>down</c>, or a restart of the machine. Who waits for readiness must not be let through by a memory.
/// </summary>
internal sealed partial class StaleReadiness(InstanceContext context, ILogger<StaleReadiness> logger) : IHostedService
{
    private const string Reason = "NodeStarted";
    private const string Message = "The node has just started; what runs is being found out.";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            var serving = new HashSet<NamespacedName>();
            foreach (var pod in (await context.Client.ListAsync<Pod>(ListOptions.All, cancellationToken)).Items.Where(PodConditions.IsReady))
            {
                if (pod.Spec.NodeName != context.Options.NodeName || IsAlive(pod))
                {
                    serving.Add(ServiceOf(pod));
                }
                else
                {
                    await TakeBackAsync(pod, cancellationToken);
                }
            }

            foreach (var service in (await context.Client.ListAsync<InferenceService>(ListOptions.All, cancellationToken)).Items)
            {
                if (!serving.Contains(NamespacedName.Of(service)))
                {
                    await TakeBackAsync(service, cancellationToken);
                }
            }
        }
        catch (Exception e) when (e is StatusException or HttpRequestException)
        {
            // The controllers report the truth a moment later in any case.
            Log.NotTakenBack(logger, e.Message);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private bool IsAlive(Pod pod) => ProcessIdentity.ReadRecord(context.Folder(pod.Metadata.Uid!).ProcessFile)?.IsAlive() == true;

    private static NamespacedName ServiceOf(Pod pod) =>
        new(pod.Metadata.Namespace!, pod.Metadata.Labels?.GetValueOrDefault(Labels.InferenceService) ?? "");

    private async Task TakeBackAsync(Pod pod, CancellationToken cancellationToken)
    {
        PodCondition[] conditions =
            [.. new[] { "ContainersReady", "Ready" }.Select(type => new PodCondition { Type = type, Status = "False", Reason = Reason, Message = Message })];
        pod.Status!.Conditions = PodConditions.Merge(pod.Status.Conditions, conditions, context.Time.GetUtcNow());
        await context.Client.UpdateStatusAsync(pod, cancellationToken);
    }

    private async Task TakeBackAsync(InferenceService service, CancellationToken cancellationToken)
    {
        var stale = service.Status?.Conditions?.Where(c => c is
        {
            Status: "True",
            Type: ConditionTypes.Ready or ConditionTypes.PredictorReady or ConditionTypes.IngressReady,
        }).ToList();
        if (stale is null or [])
        {
            return;
        }

        foreach (var condition in stale)
        {
            (condition.Status, condition.Reason, condition.Message) = ("Unknown", Reason, Message);
            condition.LastTransitionTime = context.Time.GetUtcNow();
        }

        await context.Client.UpdateStatusAsync(service, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "What was ready before could not be looked at: {Reason}")]
        public static partial void NotTakenBack(ILogger logger, string reason);
    }
}
