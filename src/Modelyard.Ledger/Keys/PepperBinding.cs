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
                        $"The pepper of the API keys is missing: {pepperPath}. Restore it from a backup; without it no key made before can be recognised.");
                }

                var hasher = new SecretHasher(pepper ?? PepperFile.Create(pepperPath));
                if (bound is null)
                {
                    Bind(session, hasher.Fingerprint);
                }
                else if (bound != hasher.Fingerprint)
                {
                    throw new LedgerException(
                        LedgerFailure.Unusable, $"{pepperPath} is not the pepper the API keys of this ledger were made with. Restore the one that was.");
                }

                return hasher;
            },
            cancellationToken);

    private static string? Bound(LedgerSession session) =>
        session.Scalar<string>("SELECT value FROM ledger_settings WHERE name = @name", ("@name", Setting));

    private static void Bind(LedgerSession session, string fingerprint) =>
        session.Execute("INSERT INTO ledger_settings (name, value) VALUES (@name, @value)", ("@name", Setting), ("@value", fingerprint));
}
