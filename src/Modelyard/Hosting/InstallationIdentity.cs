namespace Modelyard;

/// <summary>
/// The name of an installation among those that share a database. It stays the same over restarts, so that a control plane that was killed
/// need not wait for its own lease to run out; the lock of the data folder sees to it that nobody else uses it.
/// </summary>
internal static class InstallationIdentity
{
    /// <summary>The name, made up on first use.</summary>
    public static string Of(DataDirectory data)
    {
        if (!File.Exists(data.IdentityFile))
        {
            var draft = data.IdentityFile + ".new";
            File.WriteAllText(draft, $"{Environment.MachineName.ToLowerInvariant()}_{Guid.NewGuid()}\n");
            File.Move(draft, data.IdentityFile);
        }

        return File.ReadAllText(data.IdentityFile).Trim();
    }
}
