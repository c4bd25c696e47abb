namespace Modelyard;

/// <summary>The folder that holds all state of one installation, and what is where in it.</summary>
internal sealed class DataDirectory(string path)
{
    /// <summary><c>MODELYARD_DATA</c>, else <c>.modelyard</c> in the checkout the launcher ran from, else in the current folder.</summary>
    public static string DefaultPath =>
        Environment.GetEnvironmentVariable("MODELYARD_DATA")
        ?? System.IO.Path.Combine(Environment.GetEnvironmentVariable("MODELYARD_HOME") ?? Environment.CurrentDirectory, ".modelyard");

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>The administrator's kubeconfig, mode 0600.</summary>
    public string Kubeconfig => In("kubeconfig");

    /// <summary>The API key of the person who ran <c>up</c>, mode 0600.</summary>
    public string ApiKey => In("api-key");

    /// <summary>The first password of the console's first account, mode 0600; there until another one is chosen.</summary>
    public string ConsolePassword => In("console-password");

    /// <summary>What runs on this folder: process and addresses.</summary>
    public string RunningFile => In("control-plane.json");

    /// <summary>Held for as long as a control plane runs on this folder.</summary>
    public string LockFile => In("control-plane.lock");

    /// <summary>The name of this installation among those that share a database.</summary>
    public string IdentityFile => In("identity");

    /// <summary>Every resource, unless they are in PostgreSQL, and the record of who did what.</summary>
    public string Resources => In("resources.db");

    /// <summary>Without it the audit trail can be read but not checked, nor continued; mode 0600.</summary>
    public string AuditKey => In("pki", "audit.key");

    /// <summary>Without it what is encrypted is lost, unless it is kept elsewhere; mode 0600.</summary>
    public string EncryptionKey => In("encryption.key");

    /// <summary>The content of models.</summary>
    public string Models => In("models");

    /// <summary>Says where in memory engines read encrypted models.</summary>
    public string ModelMemoryFile => In("model-memory");

    public string Ledger => In("ledger.db");

    /// <summary>Without it the hashes of the API keys are worth nothing; mode 0600.</summary>
    public string LedgerPepper => In("ledger.pepper");

    /// <summary>What requests used, until the ledger has it.</summary>
    public string Usage => In("usage");

    public string ControlPlaneLog => In("logs", "control-plane.log");

    /// <summary>There while a restore replaces files; left behind by one that was interrupted.</summary>
    public string RestoreMarker => In("restore-in-progress");

    /// <summary>Makes the folder if need be. Whatever is put into it, only its owner can look in.</summary>
    public void Create() => Directory.CreateDirectory(Path, OwnerOnly);

    /// <summary>Makes an empty folder for files on their way in or out.</summary>
    public string CreateStaging()
    {
        var path = In($"staging-{Guid.NewGuid():N}");
        Directory.CreateDirectory(path, OwnerOnly);
        return path;
    }

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private string In(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);
}
