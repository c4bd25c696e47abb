using System.Text;

namespace Modelyard.Gateway;

/// <summary>An InferenceService as the gateway sees it.</summary>
internal sealed class ServedModel
{
    public ServedModel(string ns, string name, DateTimeOffset created, Replica[] replicas, string awaited)
    {
        Namespace = ns;
        Name = name;
        QualifiedId = $"{ns}/{name}";
        Created = created;
        Replicas = replicas;
        Awaited = awaited;

        // Names of resources have no character that JSON would escape.
        NameJson = Encoding.UTF8.GetBytes($"\"{name}\"");
        NameField = Encoding.UTF8.GetBytes($"\"model\":\"{name}\"");
        NameFieldAndComma = Encoding.UTF8.GetBytes($"\"model\":\"{name}\",");
    }

    public string Namespace { get; }

    /// <summary>Its name, which is also what its replicas call it.</summary>
    public string Name { get; }

    /// <summary><c>namespace/name</c>: always an id of the model, and the only one while the name alone is ambiguous.</summary>
    public string QualifiedId { get; }

    public DateTimeOffset Created { get; }

    /// <summary>The replicas that take traffic.</summary>
    public Replica[] Replicas { get; }

    /// <summary>What is awaited while there is no replica, as a sentence.</summary>
    public string Awaited { get; }

    public byte[] NameJson { get; }

    public byte[] NameField { get; }

    public byte[] NameFieldAndComma { get; }
}
