namespace Modelyard.Artifacts;

/// <summary>Registries by their names.</summary>
internal sealed class OciRegistries(HttpSenders senders, RegistryLogins logins, TimeProvider time)
{
    /// <param name="name">Host, with the port where it is not the usual one.</param>
    /// <param name="access">Credentials in there win over what somebody logged in with on this machine, which goes only where the machine itself would send it.</param>
    internal OciRegistry Open(string name, SourceAccess? access) => new(senders, name, access, HttpCredentials.Of(access) ?? (access is { IsRerouted: true } ? null : logins.For(name)), time);
}
