namespace Modelyard.Ledger;

/// <summary>
/// How often in a row somebody gave a wrong password for a name, and until when nothing more is looked at. In the database, so that neither a restart
/// nor another replica gives more attempts.
/// </summary>
internal static class SignInFailures
{
    // A slip or two cost nothing; then one second, two, four, and so on.
    private const int Free = 3;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(24);

    /// <summary>
    /// Counts an attempt before it is looked at: of many at the same time no more are let through than of as many in a row. <see cref="Forget"/> takes
    /// it back when the password is right.
    /// </summary>
    /// <returns>How long to wait; zero when the password may be looked at.</returns>
    public static TimeSpan Begin(LedgerSession session, string user, DateTimeOffset now)
    {
        var forgotten = (now - Forgotten).ToUnixTimeMilliseconds();
        session.Execute("DELETE FROM ledger_sign_in_failures WHERE last_at < @forgotten", ("@forgotten", forgotten));
        var failures = session.Scalar<long>(
            """
            INSERT INTO ledger_sign_in_failures (user_name, failures, last_at, until_at) VALUES (@user, 1, @now, 0)
            ON CONFLICT (user_name) DO UPDATE SET failures = ledger_sign_in_failures.failures + 1, last_at = @now
            WHERE ledger_sign_in_failures.until_at <= @now
            RETURNING failures
            """,
            ("@user", user), ("@now", now.ToUnixTimeMilliseconds()));
        if (failures == 0)
        {
            return Remaining(session, user, now);
        }

        Delay(session, user, failures, now);
        return TimeSpan.Zero;
    }

    /// <summary>The attempt has failed: the time to wait begins now, not when it began.</summary>
    /// <returns>How long the next attempt has to wait.</returns>
    public static TimeSpan End(LedgerSession session, string user, DateTimeOffset now)
    {
        var failures = session.Scalar<long>("SELECT failures FROM ledger_sign_in_failures WHERE user_name = @user", ("@user", user));
        Delay(session, user, failures, now);
        return DelayAfter(failures);
    }

    private static void Delay(LedgerSession session, string user, long failures, DateTimeOffset now) => session.Execute(
        "UPDATE ledger_sign_in_failures SET until_at = @until WHERE user_name = @user",
        ("@until", (now + DelayAfter(failures)).ToUnixTimeMilliseconds()), ("@user", user));

    private static TimeSpan Remaining(LedgerSession session, string user, DateTimeOffset now) => TimeSpan.FromMilliseconds(Math.Max(
        0,
        session.Scalar<long>("SELECT until_at FROM ledger_sign_in_failures WHERE user_name = @user", ("@user", user)) - now.ToUnixTimeMilliseconds()));

    public static void Forget(LedgerSession session, string user) =>
        session.Execute("DELETE FROM ledger_sign_in_failures WHERE user_name = @user", ("@user", user));

    private static TimeSpan DelayAfter(long failures) => failures < Free ? TimeSpan.Zero
        : failures - Free > 10 ? Longest
        : TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, 1 << (int)(failures - Free)));
}
