// Fetches one model and ends: a process that tests can kill in the middle.
// Whoever started it holds the other end of its standard input; it ends by itself when that is closed.
using Modelyard.Artifacts;

using var abandoned = new CancellationTokenSource();
_ = Console.OpenStandardInput().CopyToAsync(Stream.Null).ContinueWith(_ => abandoned.Cancel(), TaskScheduler.Default);
var encryption = args is [_, _, { Length: > 0 } memory] ? new ContentEncryption(new OneKey(OneKey.Any), Seals: true, memory) : null;
using var fetcher = new ModelFetcher(new ArtifactsOptions { StoreFolder = args[0], FreeSpaceReserve = 0, Encryption = encryption }, TimeProvider.System);
try
{
    var model = await fetcher.FetchAsync(args[1], cancellationToken: abandoned.Token);
    Console.WriteLine(model.Digest);
    return 0;
}
catch (OperationCanceledException) when (abandoned.IsCancellationRequested)
{
    return 1;
}
