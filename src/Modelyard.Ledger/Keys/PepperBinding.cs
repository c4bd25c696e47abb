using Microsoft.Data.Sqlite;

namespace Modelyard.Ledger;

/// <summary>Ties a ledger to its pepper. With the wrong one every key would silently stop working, so that is refused at the start.</summary>
internal static class PepperBinding
{
    private const string Setting = "api_key_pepper";

    public static Task<SecretHasher> BindAsync(LedgerDatabase database, string pepperPath, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, transaction) =>
            {
                var bound = Bound(connection, transaction);
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
                    Bind(connection, transaction, hasher.Fingerprint);
                }
                else if (bound != hasher.Fingerprint)
                {
                    throw new LedgerException(
                        LedgerFailure.Unusable, $"{pepperPath} is not the pepper the API keys of this ledger were made with. Restore the one that was.");
                }

                return hasher;
            },
            cancellationToken);

    private static string? Bound(SqliteConnection connection, SqliteTransaction transaction)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT value FROM settings WHERE name = $name";
        command.Parameters.AddWithValue("$name", Setting);
        return (string?)command.ExecuteScalar();
    }

    private static void Bind(SqliteConnection connection, SqliteTransaction transaction, string fingerprint)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO settings (name, value) VALUES ($name, $value)";
        command.Parameters.AddWithValue("$name", Setting);
        command.Parameters.AddWithValue("$value", fingerprint);
        command.ExecuteNonQuery();
    }
}
