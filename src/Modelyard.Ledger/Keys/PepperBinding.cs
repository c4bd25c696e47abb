namespace Modelyard.Ledger;

/// <summary>Ties a ledger to its pepper. With the wrong one every key would silently stop working, so that is refused at the start.</summary>
internal static class PepperBinding
{
    private const string Setting = "api_key_pepper";

    public static Task<SecretHasher> BindAsync(LedgerDatabase database, string pepperPath, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                var bound = Bound(session);
                var pepper = PepperFile.Read(pepperPath);
                if (pepper is null && bound is not null)
                {
                    throw new LedgerException(
                        LedgerFailure.Unusable,
                        $"The pepper of the API keys is missing: {pepperPath}. Restore it from a backup, or copy it from where these keys are in use already; without it none of them can be recognised.");
                }

                var hasher = new SecretHasher(pepper ?? PepperFile.Create(pepperPath));
                if ((bound ?? Bind(session, hasher.Fingerprint)) != hasher.Fingerprint)
                {
                    throw new LedgerException(
                        LedgerFailure.Unusable, $"{pepperPath} is not the pepper the API keys of this ledger were made with. Restore the one that was.");
                }

                return hasher;
            },
            cancellationToken);

    private static string? Bound(LedgerSession session) =>
        session.Scalar<string>("SELECT value FROM ledger_settings WHERE name = @name", ("@name", Setting));

    /// <summary>Binds, unless another process just did; either way returns what to.</summary>
    private static string? Bind(LedgerSession session, string fingerprint)
    {
        session.Execute(
            "INSERT INTO ledger_settings (name, value) VALUES (@name, @value) ON CONFLICT (name) DO NOTHING", ("@name", Setting), ("@value", fingerprint));
        return Bound(session);
    }
}
