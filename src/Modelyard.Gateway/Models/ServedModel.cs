using System.Text;

namespace Modelyard.Gateway;

/// <summary>An InferenceService as the gateway sees it, with what the ModelDeployment says that owns it.</summary>
internal sealed class ServedModel
{
    public ServedModel(
        string ns, string name, DateTimeOffset created, Replica[] replicas, string awaited, Tenant? owner, DeploymentTerms terms, ModelState state)
    {
        Namespace = ns;
        Name = name;
        QualifiedId = $"{ns}/{name}";
        Created = created;
        Replicas = replicas;
        Awaited = awaited;
        Owner = owner;
        Terms = terms;
        State = state;

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

    /// <summary>The organization of its project; null when nobody owns it.</summary>
    public Tenant? Owner { get; }

    public DeploymentTerms Terms { get; }

    public ModelState State { get; }

    /// <summary>The limits of the keys that have called it.</summary>
    public LimitSets Limits { get; } = new();

    public byte[] NameJson { get; }

    public byte[] NameField { get; }

    public byte[] NameFieldAndComma { get; }
}
