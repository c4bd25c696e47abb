using System.CommandLine;
using Modelyard.Api;

namespace Modelyard.Commands;

/// <summary>API keys of a project. Sugar over the virtual resource <c>apikeys.ledger.modelyard.dev</c>.</summary>
internal sealed class KeysCommand : Command
{
    public KeysCommand()
        : base("keys", "Create, list, rotate and revoke API keys")
    {
        Add(new CreateKeyCommand());
        Add(new ListKeysCommand());
        Add(new RotateKeyCommand());
        Add(new RevokeKeyCommand());
    }

    internal static string Path(string ns) => KindRequests.Path(LedgerKinds.ApiKeys, ns);
}
