using System.CommandLine;
using Modelyard.Api;
using Modelyard.Client;
using Modelyard.Library;

namespace Modelyard.Commands;

/// <summary>The model library: what comes in, what is known about it, and who lets it run.</summary>
internal sealed class LibraryCommand : Command
{
    public LibraryCommand()
        : base("library", "See, approve and manage the models of the library")
    {
        Add(new PreviewLibraryCommand());
        Add(new SyncLibraryCommand());
        Add(new TakeCommand());
        Add(new ListLibraryCommand());
        Add(new ShowLibraryCommand());
        Add(new RecheckLibraryCommand());
        Add(new ExportLibraryCommand());
        Add(new ImportLibraryCommand());
        Add(new SbomLibraryCommand());
        Add(new LineageLibraryCommand());
        Add(new HistoryLibraryCommand());
        Add(new VerifyLibraryCommand());
        Add(new SignatureLibraryCommand());
        Add(new LibraryKeysCommand());
        foreach (var decision in DecideCommand.All())
        {
            Add(decision);
        }

        Add(new WaiveCommand());
        Add(new StageCommand());
    }

    internal static Argument<string> VersionArgument() => new("version") { Description = "The version, as project/model:version." };

    /// <summary>The name of a version that a person wrote.</summary>
    internal static VersionReference Read(string text) => VersionReference.Parse(text)
        ?? throw new CommandFailure(ExitCodes.Usage, $"\"{text}\" is not a version: write project/model:version, such as acme/atlas:1.2.");

    /// <summary>The version that a person means.</summary>
    internal static async Task<ModelVersion> FindAsync(ApiSession session, string text, CancellationToken cancellationToken)
    {
        var reference = Read(text);
        var key = new NamespacedName(reference.Project ?? session.Namespace, reference.ResourceName);
        return await new ResourceClient(session.Connection).TryGetAsync<ModelVersion>(key, cancellationToken) is { } version && reference.Means(version)
            ? version
            : throw new CommandFailure(ExitCodes.Failed, $"there is no version {key.Namespace}/{reference.Model}:{reference.Version}. See which there are with \"modelyard library list\".");
    }

    /// <summary>How versions are related, over all that the caller may see: the whole library, or that of the project.</summary>
    internal static async Task<Lineage> LineageAsync(ApiSession session, string project, CancellationToken cancellationToken)
    {
        var client = new ResourceClient(session.Connection);
        return new Lineage(await SeenAsync<ModelVersion>(client, project, cancellationToken), await SeenAsync<ModelDeployment>(client, project, cancellationToken));
    }

    private static async Task<IReadOnlyCollection<T>> SeenAsync<T>(ResourceClient client, string project, CancellationToken cancellationToken)
        where T : Resource
    {
        try
        {
            return (await client.ListAsync<T>(ListOptions.All, cancellationToken)).Items;
        }
        catch (StatusException e) when (e.IsForbidden)
        {
            return (await client.ListAsync<T>(new ListOptions { Namespace = project }, cancellationToken)).Items;
        }
    }
}
