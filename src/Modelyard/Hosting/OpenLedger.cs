using Microsoft.Extensions.Logging;
using Modelyard.ApiServer;
using Modelyard.Ledger;

namespace Modelyard;

/// <summary>The ledger of an installation, open: its database, what is in it, and the journal of usage on the way to it.</summary>
internal sealed class OpenLedger : IAsyncDisposable
{
    private readonly LedgerDatabase _database;

    private OpenLedger(LedgerDatabase database, ApiKeyStore keys, UsageJournal journal, UsageImporter importer, SessionOptions sessions)
    {
        (_database, Keys, Journal, Importer) = (database, keys, journal, importer);
        Members = new MemberStore(database, TimeProvider.System);
        Usage = new UsageStore(database);
        Serving = new ServingStore(database, TimeProvider.System);
        Accounts = new AccountStore(database, TimeProvider.System, sessions);
        Passwords = new PasswordDesk(database, TimeProvider.System, sessions);
        Sessions = new SessionStore(database, keys, TimeProvider.System, sessions);
    }

    public ApiKeyStore Keys { get; }

    public MemberStore Members { get; }

    public UsageStore Usage { get; }

    public ServingStore Serving { get; }

    public AccountStore Accounts { get; }

    public PasswordDesk Passwords { get; }

    public SessionStore Sessions { get; }

    public UsageJournal Journal { get; }

    public UsageImporter Importer { get; }

    /// <summary>As the API shows it.</summary>
    public ServedLedger Served => new(Keys, Members, Usage, Serving, Accounts, Passwords, Sessions, Importer.CatchUpAsync);

    /// <summary>The limits that several gateways on the database share.</summary>
    public LimitLeases LeasesOf(string gateway) => new(_database, gateway);

    /// <exception cref="LedgerException">It cannot be used.</exception>
    public static async Task<OpenLedger> OpenAsync(ControlPlaneOptions options, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var (data, time) = (options.Data, TimeProvider.System);
        var database = options.Database?.Address is { } address
            ? await LedgerDatabase.OpenPostgresAsync(address.ConnectionString, address.Name, cancellationToken)
            : await LedgerDatabase.OpenAsync(data.Ledger, cancellationToken);
        try
        {
            var keys = await ApiKeyStore.OpenAsync(database, options.PepperFile ?? data.LedgerPepper, time, cancellationToken);
            if (options.Database is not null)
            {
                await ApiKeyTransfer.MoveAsync(data.Ledger, data.LedgerPepper, keys, time, cancellationToken);
            }

            var journal = UsageJournal.Open(data.Usage);
            var import = new UsageImporterOptions { Retention = options.UsageRetention > TimeSpan.Zero ? options.UsageRetention : null };
            var importer = new UsageImporter(journal, new UsageStore(database), import, time, loggers.CreateLogger<UsageImporter>());
            return new OpenLedger(database, keys, journal, importer, options.Sessions);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Importer.Dispose();
        Passwords.Dispose();
        Journal.Dispose();
        await _database.DisposeAsync();
    }
}
