namespace Modelyard.Ledger;

/// <summary>
/// Brings the keys of a SQLite ledger into the database that takes its place, as installations need that kept their keys in a file beside a PostgreSQL
/// database. The file is renamed once all are there; until then this can be repeated.
/// </summary>
public static class ApiKeyTransfer
{
    /// <summary>Does nothing when there is no file.</summary>
    /// <returns>How many keys were moved.</returns>
    /// <exception cref="LedgerException">The file's keys were made with another pepper, so that nobody could use them there.</exception>
    public static async Task<int> MoveAsync(string file, string pepperPath, ApiKeyStore into, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            return 0;
        }

        IReadOnlyList<StoredApiKey> rows;
        await using (var database = await LedgerDatabase.OpenAsync(file, cancellationToken))
        {
            var store = await ApiKeyStore.OpenAsync(database, pepperPath, time, cancellationToken);
            rows = await store.ChangedSinceAsync(0, cancellationToken);
            if (rows.Count > 0 && store.Hasher.Fingerprint != into.Hasher.Fingerprint)
            {
                throw new LedgerException(
                    LedgerFailure.Unusable,
                    $"The API keys in {file} were made with another pepper than those in the database, so they cannot be moved there. "
                    + $"Move the file away to go on without its {rows.Count} keys.");
            }
        }

        await into.AdoptAsync(rows, cancellationToken);
        File.Move(file, file + ".moved", overwrite: true);
        return rows.Count;
    }
}
