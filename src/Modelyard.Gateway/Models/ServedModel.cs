using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

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

        ReplicaName = terms.EngineName ?? name;
        var json = $"\"{JsonEncodedText.Encode(ReplicaName, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
        NameJson = Encoding.UTF8.GetBytes(json);
        NameField = Encoding.UTF8.GetBytes($"\"model\":{json}");
        NameFieldAndComma = Encoding.UTF8.GetBytes($"\"model\":{json},");
    }

    public string Namespace { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What its replicas call it.</summary>
    public string ReplicaName { get; }

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
