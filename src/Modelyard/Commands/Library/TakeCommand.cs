using System.CommandLine;
using Modelyard.Api;
using Modelyard.Client;
using Modelyard.Library;

namespace Modelyard.Commands;

/// <summary>Has something fetched that a repository offers.</summary>
internal sealed class TakeCommand : ModelyardCommand
{
    private readonly Argument<string> _version = LibraryCommand.VersionArgument();

    public TakeCommand()
        : base("take", "Have a version fetched that a repository offers")
    {
        Add(_version);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var session = ApiSession.Open(arguments);
        var reference = LibraryCommand.Read(arguments.GetValue(_version)!);
        var project = reference.Project ?? session.Namespace;
        var client = new ResourceClient(session.Connection);
        var repositories = await client.ListAsync<ModelRepository>(new ListOptions { Namespace = project }, cancellationToken);
        foreach (var repository in repositories.Items)
        {
            if (repository.Status?.Offered?.Find(o => o.Model == reference.Model && o.Version == reference.Version) is { Uri: { } uri } offer)
            {
                await client.CreateAsync(NewVersion.Of(repository, reference, uri, offer.Revision), cancellationToken);
                await Console.Out.WriteLineAsync($"{project}/{reference.Model}:{reference.Version} is being fetched. Follow it with: modelyard library list -n {project}");
                return ExitCodes.Ok;
            }
        }

        var offered = repositories.Items.SelectMany(r => r.Status?.Offered ?? []).Select(o => $"{o.Model}:{o.Version}").ToList();
        throw new CommandFailure(
            ExitCodes.Failed,
            $"no repository of {project} offers {reference.Model}:{reference.Version}. {(offered.Count > 0 ? $"They offer: {string.Join(", ", offered)}." : "They offer nothing: set spec.sync to Offer for that.")}");
    }
}
