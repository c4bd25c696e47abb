using System.CommandLine;

namespace Modelyard.Commands;

/// <summary>The options that say whether, and how, browsers on other machines reach the console.</summary>
internal sealed class ConsoleAddressOptions
{
    private const string AddressName = "--console-address";
    private const string CertificateName = "--console-tls-cert-file";
    private const string KeyName = "--console-tls-private-key-file";

    private readonly Option<ExternalAddress?> _address = SharedOptions.Address(
        AddressName, "Where browsers on other machines reach the console, with HTTPS: HOST:PORT. Default: nowhere.");

    private readonly Option<FileInfo?> _certificate = new(CertificateName)
    {
        Description = $"Certificate for {AddressName}, with its issuers, in PEM format; read again when it is renewed. Default: one of the installation's own authority.",
    };

    private readonly Option<FileInfo?> _key = new(KeyName) { Description = $"The key of {CertificateName}, unencrypted, in PEM format." };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_address);
        command.Add(_certificate);
        command.Add(_key);
        command.Validators.Add(result =>
        {
            var hasCertificate = result.GetValue(_certificate) is not null;
            if (hasCertificate != result.GetValue(_key) is not null)
            {
                result.AddError($"{CertificateName} and {KeyName} belong together: give both or none.");
            }
            else if (hasCertificate && result.GetValue(_address) is null)
            {
                result.AddError($"{CertificateName} is for {AddressName}: say where the console is to be served with it.");
            }
        });
    }

    /// <summary>What was said; null for nowhere.</summary>
    /// <exception cref="CommandFailure">The address cannot be listened on.</exception>
    public ConsoleAddress? Read(ParseResult arguments, Ports ports)
    {
        if (arguments.GetValue(_address) is not { } address)
        {
            return null;
        }

        address.Demand(ports, AddressName);
        return new ConsoleAddress(address, arguments.GetValue(_certificate)?.FullName, arguments.GetValue(_key)?.FullName);
    }

    /// <summary>The same as arguments.</summary>
    public static IEnumerable<string> Arguments(ConsoleAddress? console) => console switch
    {
        null => [],
        { CertificateFile: { } certificate, KeyFile: { } key } => [AddressName, console.Address.ToString(), CertificateName, certificate, KeyName, key],
        _ => [AddressName, console.Address.ToString()],
    };
}
