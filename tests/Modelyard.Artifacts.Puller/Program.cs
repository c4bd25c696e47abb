// Fetches one model and ends: a process that tests can kill in the middle.
using Modelyard.Artifacts;

using var fetcher = new ModelFetcher(new ArtifactsOptions { StoreFolder = args[0], FreeSpaceReserve = 0 }, TimeProvider.System);
var model = await fetcher.FetchAsync(args[1]);
Console.WriteLine(model.Digest);
