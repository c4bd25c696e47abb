using Modelyard.Storage.Postgres;
using Npgsql;

namespace Modelyard.Storage.Tests;

/// <summary>The URL of a database: what is understood, and that its password stays inside.</summary>
public sealed class PostgresAddressTests
{
    [Theory]
    [InlineData("postgres://me:s3cret@db.internal:6432/yard", "db.internal", 6432, "me", "s3cret", "yard")]
    [InlineData("postgresql://db.internal/yard", "db.internal", 5432, null, null, "yard")]
    [InlineData("postgres://me:a%40b%2Fc%3D@h/yard", "h", 5432, "me", "a@b/c=", "yard")]
    [InlineData("postgres://me@[::1]:6432/yard", "::1", 6432, "me", null, "yard")]
    [InlineData("postgres:///yard?host=/var/run/postgresql&user=me&password=s3cret", "/var/run/postgresql", 5432, "me", "s3cret", "yard")]
    public void Url_IsUnderstood(string url, string host, int port, string? user, string? password, string database)
    {
        PostgresAddress.TryParse(url, out var address, out _).ShouldBeTrue();
        var settings = new NpgsqlConnectionStringBuilder(address!.ConnectionString);
        (settings.Host, settings.Port, settings.Username, settings.Password, settings.Database).ShouldBe((host, port, user, password, database));
        address.ToString().ShouldContain(database);
    }

    [Theory]
    [InlineData("disable", SslMode.Disable)]
    [InlineData("require", SslMode.Require)]
    [InlineData("verify-full", SslMode.VerifyFull)]
    public void SslMode_IsWrittenAsElsewhere(string text, SslMode mode)
    {
        PostgresAddress.TryParse($"postgres://h/yard?sslmode={text}&sslrootcert=/ca.pem", out var address, out _).ShouldBeTrue();
        var settings = new NpgsqlConnectionStringBuilder(address!.ConnectionString);
        (settings.SslMode, settings.RootCertificate).ShouldBe((mode, "/ca.pem"));
    }

    [Theory]
    [InlineData("", "begin with postgres://")]
    [InlineData("mysql://me:s3cret@h/yard", "begin with postgres://")]
    [InlineData("postgres://me:s3cret@h", "a host and a database")]
    [InlineData("postgres:///s3cret", "a host and a database")]
    [InlineData("postgres://me:s3cret@h:99999/yard", "1 to 65535")]
    [InlineData("postgres://me:s3cret@h1,h2/yard", "one host")]
    [InlineData("postgres://me:s3cret@h/yard?sslmode=maybe", "verify-full")]
    [InlineData("postgres://me@h/yard?pasword=s3cret", "passfile")]
    public void Unreadable_IsExplainedWithoutTheSecret(string url, string expected)
    {
        PostgresAddress.TryParse(url, out _, out var error).ShouldBeFalse();
        error!.ShouldContain(expected);
        error!.ShouldNotContain("s3cret");
    }

    [Fact]
    public void Address_Shown_HasNoPassword()
    {
        PostgresAddress.TryParse("postgres://me:s3cret@h/yard", out var address, out _).ShouldBeTrue();
        $"{address} {address!.Name}".ShouldNotContain("s3cret");
    }
}
