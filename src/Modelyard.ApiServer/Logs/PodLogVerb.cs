using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Modelyard.ApiServer;

/// <summary><c>GET</c> of a pod's <c>log</c>, as <c>kubectl logs</c> reads it.</summary>
internal sealed class PodLogVerb(ObjectStore objects, PodLogSlot slot, ServerLifetime lifetime, TimeProvider time) : IVerb
{
    public async Task HandleAsync(ApiRequest request)
    {
        var pod = await objects.GetAsync(request.Kind, request.Namespace, request.Name, request.Aborted);
        var source = slot.Source ?? throw StatusErrors.Unavailable("the node agent is not running, so there is nobody to read logs from; try again in a moment");
        var query = Query(request, pod);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(request.Aborted, lifetime.Stopping);
        await using var lines = source.ReadAsync(query, ended.Token).GetAsyncEnumerator(ended.Token);
        try
        {
            var any = await FirstAsync(lines, query);
            request.Http.Response.ContentType = "text/plain";
            await ResponseWriter.BeginAsync(request.Http, ended.Token);
            if (any)
            {
                await CopyAsync(request, lines, query.Follow, ended.Token);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The reader left, or the server stops.
        }
    }

    /// <summary>Reads the first line before anything is sent, so that an error can still be a proper answer.</summary>
    private static async Task<bool> FirstAsync(IAsyncEnumerator<PodLogLine> lines, PodLogQuery query)
    {
        try
        {
            return await lines.MoveNextAsync();
        }
        catch (FileNotFoundException)
        {
            throw StatusErrors.BadRequest(query.Previous
                ? $"previous terminated container \"{query.Container}\" in pod \"{query.Pod}\" not found"
                : $"container \"{query.Container}\" in pod \"{query.Pod}\" is waiting to start: ContainerCreating");
        }
    }

    private async Task CopyAsync(ApiRequest request, IAsyncEnumerator<PodLogLine> lines, bool follow, CancellationToken cancellationToken)
    {
        var timestamps = request.Flag("timestamps");
        var left = request.Number("limitBytes") ?? long.MaxValue;
        var output = request.Http.Response.BodyWriter;
        do
        {
            var line = lines.Current;
            var text = timestamps
                ? string.Create(CultureInfo.InvariantCulture, $"{line.Time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'} {line.Text}\n")
                : line.Text + "\n";
            var bytes = Encoding.UTF8.GetBytes(text);
            var count = (int)Math.Min(bytes.Length, left);
            output.Write(bytes.AsSpan(0, count));
            left -= count;
            if (follow || output is { CanGetUnflushedBytes: true, UnflushedBytes: > 32 * 1024 })
            {
                await output.FlushAsync(cancellationToken);
            }
        }
        while (left > 0 && await lines.MoveNextAsync());

        await output.FlushAsync(cancellationToken);
    }

    private PodLogQuery Query(ApiRequest request, JsonObject pod)
    {
        var seconds = request.Number("sinceSeconds");
        return new PodLogQuery(request.Namespace, request.Name, pod.Meta().Uid!, Container(request, pod))
        {
            Follow = request.Flag("follow"),
            Previous = request.Flag("previous"),
            TailLines = (int?)request.Number("tailLines"),
            Since = seconds is { } s ? time.GetUtcNow().AddSeconds(-s) : SinceTime(request),
        };
    }

    private static DateTimeOffset? SinceTime(ApiRequest request) =>
        request.Text("sinceTime") is not { Length: > 0 } text ? null
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since) ? since
            : throw StatusErrors.BadRequest($"sinceTime: \"{text}\" is not a time such as 2026-01-31T08:00:00Z");

    private static string Container(ApiRequest request, JsonObject pod)
    {
        string[] names = [.. Names(pod, "containers")];
        string[] initNames = [.. Names(pod, "initContainers")];
        if (request.Text("container") is { Length: > 0 } wanted)
        {
            return names.Contains(wanted) || initNames.Contains(wanted)
                ? wanted
                : throw StatusErrors.BadRequest($"container {wanted} is not valid for pod {request.Name}");
        }

        if (names is [var only])
        {
            return only;
        }

        var choice = names.Length == 0 ? "" : $", choose one of: [{string.Join(' ', names)}]";
        var initChoice = names.Length == 0 || initNames.Length == 0 ? "" : $" or one of the init containers: [{string.Join(' ', initNames)}]";
        throw StatusErrors.BadRequest($"a container name must be specified for pod {request.Name}{choice}{initChoice}");
    }

    private static IEnumerable<string> Names(JsonObject pod, string list) =>
        pod["spec"]?[list] is JsonArray containers ? containers.Select(c => c?["name"]?.ToString()).OfType<string>() : [];
}
