using Modelyard.Commands;

namespace Modelyard;

/// <summary>Held by whoever may change what is in a data folder: a control plane, or a restore. The system lets go of it when a process dies.</summary>
internal static class InstallationLock
{
    /// <exception cref="CommandFailure">Somebody else has it.</exception>
    public static FileStream Take(DataDirectory data)
    {
        try
        {
            return new FileStream(data.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new CommandFailure(
                ExitCodes.Failed, $"another control plane is starting or running on {data.Path}, or it is being restored. Stop it with \"modelyard down\".", e);
        }
    }
}
