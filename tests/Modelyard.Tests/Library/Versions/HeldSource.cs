using System.Collections.Concurrent;
using Modelyard.Artifacts;
using Modelyard.Tests.Artifacts;

namespace Modelyard.Tests.Library;

/// <summary>A source (<c>held://name</c>) that answers when it is told to, as one does that has much to send.</summary>
internal sealed class HeldSource : IModelSource
{
    private readonly TaskCompletionSource _let = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyCollection<string> Schemes { get; } = ["held"];

    /// <summary>What was asked for so far.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public void Let() => _let.SetResult();

    public Task AskedAsync(int times) => TestFetcher.UntilAsync(() => Asked.Count >= times);

    public async Task<Resolution> ResolveAsync(ModelUri uri, FetchOptions options, CancellationToken cancellationToken)
    {
        Asked.Enqueue(uri.Text);
        await _let.Task.WaitAsync(cancellationToken);
        return new FilesResolution(uri.Text, "1", Immutable: false, [new Weights { Path = "model.safetensors" }]);
    }

    private sealed class Weights : SourceFile
    {
        public override string Identity => "weights";

        public override string Display => "weights";

        public override Task<SourceBody> OpenAsync(long offset, string? validator, CancellationToken cancellationToken) =>
            Task.FromResult(new SourceBody(new MemoryStream(SafetensorsBytes.Of()), 0, null, null));
    }
}
