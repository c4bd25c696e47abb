using Modelyard.Ledger;

namespace Modelyard.ApiServer;

/// <summary>The ledger as far as the API shows it.</summary>
/// <param name="Keys">API keys.</param>
/// <param name="Members">Members of organizations.</param>
/// <param name="Usage">What requests used.</param>
/// <param name="Serving">Which models ran when.</param>
/// <param name="Accounts">Those who sign in with a password.</param>
/// <param name="Passwords">Checks and changes their passwords.</param>
/// <param name="Sessions">Who is signed in where.</param>
/// <param name="CatchUp">Brings what is on its way into <paramref name="Usage"/>, so that whoever asks finds in it what has ended before.</param>
public sealed record ServedLedger(
    ApiKeyStore Keys,
    MemberStore Members,
    UsageStore Usage,
    ServingStore Serving,
    AccountStore Accounts,
    PasswordDesk Passwords,
    SessionStore Sessions,
    Func<CancellationToken, Task> CatchUp);
