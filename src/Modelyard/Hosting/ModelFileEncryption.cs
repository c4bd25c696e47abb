using Modelyard.Artifacts;
using Modelyard.Commands;
using Modelyard.Node;
using Modelyard.Storage;

namespace Modelyard;

/// <summary>Whether the model files of an installation are encrypted, and how the store of models learns about it.</summary>
internal static class ModelFileEncryption
{
    /// <summary>Makes sure of what is needed before anything is started, and so before anything is changed.</summary>
    /// <exception cref="CommandFailure">A key is missing, or there is no place in memory for what engines read.</exception>
    public static void Demand(ControlPlaneOptions options)
    {
        if (!IsNeeded(options))
        {
            return;
        }

        try
        {
            ContentEncryption.Demand(options.Data.Models, new ModelFileKeys(new DocumentKeyRing(options.EncryptionKeyFile ?? options.Data.EncryptionKey)));
            ModelMemoryFolder.Prepare(FolderOf(options));
        }
        catch (FetchException e)
        {
            throw new CommandFailure(ExitCodes.Failed, e.Message, e);
        }
    }

    public static ArtifactsOptions Of(ControlPlaneOptions options, DocumentKeyRing keys)
    {
        var artifacts = ArtifactsOptions.FromEnvironment(options.Data.Models) with { PrivateFolder = options.Data.Path };
        if (!IsNeeded(options))
        {
            return artifacts;
        }

        // For whoever stops the models when nothing else runs any more.
        var folder = FolderOf(options);
        File.WriteAllText(options.Data.ModelMemoryFile, folder);
        return artifacts with { Encryption = new ContentEncryption(new ModelFileKeys(keys), options.EncryptModelFiles, folder) };
    }

    /// <summary>What was encrypted once is read also when nothing more is to be encrypted.</summary>
    private static bool IsNeeded(ControlPlaneOptions options) => options.EncryptModelFiles || ContentEncryption.IsUsedBy(options.Data.Models);

    private static string FolderOf(ControlPlaneOptions options) => options.ModelMemoryFolder ?? ModelMemoryFolder.Default(options.Data.Path) ?? throw new CommandFailure(
        ExitCodes.Failed, "engines are given plain copies of encrypted models in a folder in memory, and this machine has no /dev/shm: name such a folder with --model-memory-folder.");
}
