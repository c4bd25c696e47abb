using Modelyard.Commands;
using Modelyard.Storage.Postgres;

namespace Modelyard;

/// <summary>The database a person named. Holds a password, so it is handed on in the environment, which others cannot list, and never printed.</summary>
internal sealed class DatabaseUrl
{
    public const string Variable = "MODELYARD_DATABASE_URL";

    private DatabaseUrl(string text, PostgresAddress address) => (Text, Address) = (text, address);

    public PostgresAddress Address { get; }

    /// <summary>As it was given, password and all.</summary>
    public string Text { get; }

    /// <summary>What the option says, else the environment variable, else null.</summary>
    /// <exception cref="CommandFailure">It cannot be read.</exception>
    public static DatabaseUrl? Find(string? option)
    {
        var (text, origin) = option is null ? (Environment.GetEnvironmentVariable(Variable), Variable) : (option, "--database-url");
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return PostgresAddress.TryParse(text, out var address, out var error)
            ? new DatabaseUrl(text, address)
            : throw new CommandFailure(ExitCodes.Usage, $"{origin} is not the URL of a PostgreSQL database: {error}.");
    }

    public override string ToString() => Address.Name;
}
