using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Writes and reads archives of models and what else has to do with their files: whoever has the store of them. Nobody gets here who was not let in.</summary>
public interface IModelArchives
{
    /// <summary>Gathers what belongs to versions of a project.</summary>
    /// <returns>Writes the archive.</returns>
    /// <exception cref="StatusException">They cannot be exported.</exception>
    Task<Func<Stream, CancellationToken, Task>> PrepareExportAsync(string project, IReadOnlyList<string> versions, CancellationToken cancellationToken);

    /// <summary>Takes an archive into a project, as the user.</summary>
    /// <exception cref="StatusException">It is not trusted, is damaged, or what is in it may not be created.</exception>
    Task<ModelImportStatus> ImportAsync(string project, UserIdentity user, Stream archive, ArchiveTrust trust, CancellationToken cancellationToken);

    /// <summary>The card of a version, in Markdown; null when its files have none.</summary>
    Task<byte[]?> ReadCardAsync(string project, string version, CancellationToken cancellationToken);

    /// <summary>The bill of materials of a version (CycloneDX), over what the user may see.</summary>
    /// <exception cref="StatusException">Its files are not known yet.</exception>
    Task<byte[]> WriteBomAsync(string project, string version, UserIdentity user, CancellationToken cancellationToken);
}

/// <summary>Whose archives are taken.</summary>
/// <param name="Keys">Public keys as PEM, besides the installation's own.</param>
/// <param name="AllowUnsigned">Also those that nobody signed.</param>
public sealed record ArchiveTrust(IReadOnlyList<string> Keys, bool AllowUnsigned);

/// <summary>Holds who does it, which starts later than the API server does: it is a client of it.</summary>
internal sealed class ModelArchivesSlot
{
    private volatile IModelArchives? _archives;

    public IModelArchives? Archives
    {
        get => _archives;
        set => _archives = value;
    }

    public IModelArchives Required => _archives ?? throw StatusErrors.Unavailable("what reads and writes archives of models is still starting: try again in a moment");
}
