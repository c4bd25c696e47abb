using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Npgsql;

namespace Modelyard.Storage.Postgres;

/// <summary>Where a PostgreSQL database is, written as its own tools do: <c>postgres://user:password@host:port/database?sslmode=verify-full</c>.</summary>
/// <remarks>Shows the password to nobody but the server: but for <see cref="ConnectionString"/>, which is for the driver, nothing holds it.</remarks>
public sealed class PostgresAddress
{
    private static readonly Dictionary<string, Action<NpgsqlConnectionStringBuilder, string>> Parameters = new(StringComparer.Ordinal)
    {
        ["host"] = (settings, value) => settings.Host = value,
        ["port"] = (settings, value) => settings.Port = Port(value),
        ["user"] = (settings, value) => settings.Username = value,
        ["password"] = (settings, value) => settings.Password = value,
        ["passfile"] = (settings, value) => settings.Passfile = value,
        ["sslmode"] = (settings, value) => settings.SslMode = Enum.TryParse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), true, out var mode)
            ? mode
            : throw new FormatException("sslmode must be disable, allow, prefer, require, verify-ca or verify-full"),
        ["sslrootcert"] = (settings, value) => settings.RootCertificate = value,
        ["sslcert"] = (settings, value) => settings.SslCertificate = value,
        ["sslkey"] = (settings, value) => settings.SslKey = value,
    };

    private PostgresAddress(NpgsqlConnectionStringBuilder settings)
    {
        ConnectionString = settings.ToString();
        var host = settings.Host!.StartsWith('/') ? settings.Host : string.Create(CultureInfo.InvariantCulture, $"{settings.Host}:{settings.Port}");
        Name = $"PostgreSQL database {settings.Database} at {host}";
    }

    /// <summary>What to call the database in messages.</summary>
    public string Name { get; }

    /// <summary>As Npgsql reads it, password and all.</summary>
    public string ConnectionString { get; }

    /// <summary>Reads a URL; when it cannot be, <paramref name="error"/> says why without repeating it.</summary>
    public static bool TryParse(string url, [NotNullWhen(true)] out PostgresAddress? address, [NotNullWhen(false)] out string? error)
    {
        try
        {
            address = new PostgresAddress(Parse(url));
            error = null;
            return true;
        }
        catch (FormatException e)
        {
            address = null;
            error = e.Message;
            return false;
        }
    }

    public override string ToString() => Name;

    private static NpgsqlConnectionStringBuilder Parse(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0 || url[..scheme] is not ("postgres" or "postgresql"))
        {
            throw new FormatException("it must begin with postgres://, for instance postgres://user@host:5432/database");
        }

        var (main, query) = Split(url[(scheme + 3)..], '?');
        var (authority, database) = Split(main, '/');
        var settings = new NpgsqlConnectionStringBuilder { ApplicationName = "modelyard" };
        var at = authority.LastIndexOf('@');
        if (at >= 0)
        {
            var (user, password) = Split(authority[..at], ':');
            settings.Username = Unescape(user);
            settings.Password = password.Length > 0 ? Unescape(password) : null;
        }

        ReadServer(settings, authority[(at + 1)..]);
        settings.Database = Unescape(database);
        foreach (var parameter in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = Split(parameter, '=');
            if (!Parameters.TryGetValue(name, out var set))
            {
                throw new FormatException($"the parameters known are {string.Join(", ", Parameters.Keys)}");
            }

            set(settings, Unescape(value));
        }

        if (string.IsNullOrEmpty(settings.Database) || string.IsNullOrEmpty(settings.Host))
        {
            throw new FormatException("it must name a host and a database, for instance postgres://user@host:5432/database");
        }

        return settings;
    }

    private static void ReadServer(NpgsqlConnectionStringBuilder settings, string server)
    {
        if (server.Contains(',', StringComparison.Ordinal))
        {
            throw new FormatException("it must name one host");
        }

        // In brackets an IPv6 address, whose colons are not the port's.
        var bracket = server.LastIndexOf(']');
        var colon = server.IndexOf(':', bracket + 1);
        var host = colon < 0 ? server : server[..colon];
        settings.Host = Unescape(host.Trim('[', ']'));
        if (colon >= 0)
        {
            settings.Port = Port(server[(colon + 1)..]);
        }
    }

    private static int Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536
            ? port
            : throw new FormatException("the port must be a number from 1 to 65535");

    private static string Unescape(string text) => Uri.UnescapeDataString(text);

    private static (string Before, string After) Split(string text, char separator)
    {
        var at = text.IndexOf(separator, StringComparison.Ordinal);
        return at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
    }
}
