using System.CommandLine;
using Modelyard.Client;

namespace Modelyard.Commands;

/// <summary>A command's way to the API: the installation of <c>--data</c>, or a cluster when KUBECONFIG names one or this process runs in one.</summary>
internal sealed class ApiSession : IDisposable
{
    private ResourceCatalog? _catalog;

    private ApiSession(ApiConnection connection, string ns) => (Connection, Namespace) = (connection, ns);

    public ApiConnection Connection { get; }

    /// <summary>The namespace to use when none is named.</summary>
    public string Namespace { get; }

    /// <param name="arguments">Which installation.</param>
    /// <param name="person">Whom to act as; oneself when absent.</param>
    public static ApiSession Open(ParseResult arguments, Impersonation? person = null)
    {
        var options = Find(new DataDirectory(arguments.GetValue(SharedOptions.Data)!.FullName));
        return new ApiSession(ApiConnection.Open(person is null ? options : options with { Impersonate = person }), options.Namespace ?? Demo.Namespace);
    }

    public async Task<ResourceCatalog> CatalogAsync(CancellationToken cancellationToken) =>
        _catalog ??= await ResourceCatalog.LoadAsync(Connection, cancellationToken);

    /// <summary>The one type a person means.</summary>
    public async Task<ResourceType> FindTypeAsync(string name, CancellationToken cancellationToken)
    {
        var found = await FindTypesAsync(name, cancellationToken);
        return found.Count == 1
            ? found[0]
            : throw new CommandFailure(ExitCodes.Usage, $"\"{name}\" means several types ({string.Join(", ", found.Select(t => t.Plural))}): name one.");
    }

    public async Task<IReadOnlyList<ResourceType>> FindTypesAsync(string name, CancellationToken cancellationToken)
    {
        var catalog = await CatalogAsync(cancellationToken);
        var found = catalog.Find(name);
        return found.Count > 0
            ? found
            : throw new CommandFailure(
                ExitCodes.Failed,
                $"the server has no resource type \"{name}\". It has: {string.Join(", ", catalog.Types.Select(t => t.QualifiedName))}.");
    }

    public void Dispose() => Connection.Dispose();

    private static ConnectionOptions Find(DataDirectory data) =>
        File.Exists(data.Kubeconfig) ? Kubeconfig.Load(data.Kubeconfig).Resolve()
        : !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Kubeconfig.Variable)) ? Kubeconfig.Load(Kubeconfig.PathsOfEnvironment()).Resolve()
        : InClusterConfig.IsAvailable() ? InClusterConfig.Read()
        : throw new CommandFailure(
            ExitCodes.Unreachable,
            $"{data.Path} holds no installation. Start one with \"modelyard up\", or name another folder with --data.");
}
