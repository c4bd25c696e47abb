using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Modelyard.Client;

/// <summary>A kubeconfig file: which servers there are, who one is there, and which pair is current.</summary>
public sealed class Kubeconfig
{
    /// <summary>Servers by name.</summary>
    [YamlMember(Alias = "clusters")]
    public List<NamedCluster> Clusters { get; set; } = [];

    /// <summary>Identities by name.</summary>
    [YamlMember(Alias = "users")]
    public List<NamedUser> Users { get; set; } = [];

    /// <summary>Pairs of server and identity by name.</summary>
    [YamlMember(Alias = "contexts")]
    public List<NamedContext> Contexts { get; set; } = [];

    /// <summary>The context used when none is named.</summary>
    [YamlMember(Alias = "current-context")]
    public string? CurrentContext { get; set; }

    /// <summary>Reads <paramref name="path"/>.</summary>
    /// <exception cref="KubeconfigException">The file is missing or not a kubeconfig.</exception>
    public static Kubeconfig Load(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            return new DeserializerBuilder().IgnoreUnmatchedProperties().Build().Deserialize<Kubeconfig?>(reader)
                ?? throw new KubeconfigException($"{path} is empty.");
        }
        catch (YamlException e)
        {
            throw new KubeconfigException($"{path} is not a kubeconfig: line {e.Start.Line}: {e.Message}", e);
        }
        catch (IOException e)
        {
            throw new KubeconfigException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The server, the identity and the namespace (null when it names none) of <paramref name="context"/>, or of the current context.</summary>
    /// <exception cref="KubeconfigException">A name leads nowhere.</exception>
    public (Cluster Cluster, User User, string? Namespace) Resolve(string? context = null)
    {
        var name = context ?? CurrentContext ?? throw new KubeconfigException("The kubeconfig has no current-context: name a context.");
        var pair = Contexts.Find(c => c.Name == name)?.Context ?? throw Missing("context", name);
        var cluster = Clusters.Find(c => c.Name == pair.Cluster)?.Cluster ?? throw Missing("cluster", pair.Cluster);
        var user = Users.Find(u => u.Name == pair.User)?.User ?? throw Missing("user", pair.User);
        return (cluster, user, pair.Namespace);
    }

    private static KubeconfigException Missing(string what, string? name) => new($"The kubeconfig has no {what} named \"{name}\".");

    /// <summary>A server under a name.</summary>
    public sealed class NamedCluster
    {
        /// <summary>The name.</summary>
        [YamlMember(Alias = "name")]
        public string? Name { get; set; }

        /// <summary>The server.</summary>
        [YamlMember(Alias = "cluster")]
        public Cluster? Cluster { get; set; }
    }

    /// <summary>An identity under a name.</summary>
    public sealed class NamedUser
    {
        /// <summary>The name.</summary>
        [YamlMember(Alias = "name")]
        public string? Name { get; set; }

        /// <summary>The identity.</summary>
        [YamlMember(Alias = "user")]
        public User? User { get; set; }
    }

    /// <summary>A context under a name.</summary>
    public sealed class NamedContext
    {
        /// <summary>The name.</summary>
        [YamlMember(Alias = "name")]
        public string? Name { get; set; }

        /// <summary>The context.</summary>
        [YamlMember(Alias = "context")]
        public ContextEntry? Context { get; set; }
    }

    /// <summary>A pair of a server and an identity.</summary>
    public sealed class ContextEntry
    {
        /// <summary>Name of the server.</summary>
        [YamlMember(Alias = "cluster")]
        public string? Cluster { get; set; }

        /// <summary>Name of the identity.</summary>
        [YamlMember(Alias = "user")]
        public string? User { get; set; }

        /// <summary>The namespace used when none is named.</summary>
        [YamlMember(Alias = "namespace")]
        public string? Namespace { get; set; }
    }

    /// <summary>Where a server is and how to know it.</summary>
    public sealed class Cluster
    {
        /// <summary>Its address.</summary>
        [YamlMember(Alias = "server")]
        public string? Server { get; set; }

        /// <summary>File with the certificate authority, PEM.</summary>
        [YamlMember(Alias = "certificate-authority")]
        public string? CertificateAuthority { get; set; }

        /// <summary>The certificate authority, base64 of PEM.</summary>
        [YamlMember(Alias = "certificate-authority-data")]
        public string? CertificateAuthorityData { get; set; }

        /// <summary>Name to expect in the server's certificate.</summary>
        [YamlMember(Alias = "tls-server-name")]
        public string? TlsServerName { get; set; }

        /// <summary>Do not check the server's certificate.</summary>
        [YamlMember(Alias = "insecure-skip-tls-verify")]
        public bool InsecureSkipTlsVerify { get; set; }
    }

    /// <summary>How to prove who one is.</summary>
    public sealed class User
    {
        /// <summary>File with the client certificate, PEM.</summary>
        [YamlMember(Alias = "client-certificate")]
        public string? ClientCertificate { get; set; }

        /// <summary>The client certificate, base64 of PEM.</summary>
        [YamlMember(Alias = "client-certificate-data")]
        public string? ClientCertificateData { get; set; }

        /// <summary>File with the client's key, PEM.</summary>
        [YamlMember(Alias = "client-key")]
        public string? ClientKey { get; set; }

        /// <summary>The client's key, base64 of PEM.</summary>
        [YamlMember(Alias = "client-key-data")]
        public string? ClientKeyData { get; set; }

        /// <summary>Bearer token.</summary>
        [YamlMember(Alias = "token")]
        public string? Token { get; set; }

        /// <summary>File with the bearer token.</summary>
        [YamlMember(Alias = "tokenFile")]
        public string? TokenFile { get; set; }
    }
}

/// <summary>A kubeconfig that cannot be used, and why.</summary>
public sealed class KubeconfigException(string message, Exception? inner = null) : Exception(message, inner);
