using Modelyard.Client;

namespace Modelyard.Node;

/// <summary>What all instances of a node share.</summary>
/// <param name="Client">The API.</param>
/// <param name="Models">The models on this machine.</param>
/// <param name="Gate">Which of them may be loaded.</param>
/// <param name="Addresses">Who listens where.</param>
/// <param name="Probes">Sends probes over HTTP.</param>
/// <param name="Connector">Opens connections for probes that ask for no more.</param>
/// <param name="Events">Tells what happened.</param>
/// <param name="Options">Where things are.</param>
/// <param name="Settings">The pace.</param>
/// <param name="Cgroups">Where their cgroups are.</param>
/// <param name="Time">The clock.</param>
internal sealed record InstanceContext(
    IResourceClient Client,
    ModelCache Models,
    IModelGate Gate,
    AddressAllocator Addresses,
    HttpMessageInvoker Probes,
    ReplicaConnector Connector,
    EventRecorder Events,
    NodeOptions Options,
    NodeSettings Settings,
    CgroupRoot Cgroups,
    TimeProvider Time)
{
    /// <summary>Where the instance of the Pod <paramref name="uid"/> keeps its state.</summary>
    public InstanceFolder Folder(string uid) => new(Path.Combine(InstancesFolder, uid));

    public string InstancesFolder => InstancesFolderOf(Options.DataDirectory);

    public static string InstancesFolderOf(string dataDirectory) => Path.Combine(dataDirectory, "instances");
}
