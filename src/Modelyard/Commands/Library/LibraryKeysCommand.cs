using System.CommandLine;

namespace Modelyard.Commands;

/// <summary>The keys that Modelyard signs approved versions with.</summary>
internal sealed class LibraryKeysCommand : Command
{
    public LibraryKeysCommand()
        : base("keys", "The keys that approved versions are signed with")
    {
        Add(new ListSigningKeysCommand());
        Add(new RotateSigningKeyCommand());
        Add(new PublicSigningKeyCommand());
    }
}
