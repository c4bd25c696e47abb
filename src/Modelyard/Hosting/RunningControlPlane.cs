using System.Text.Json;
using System.Text.Json.Serialization;
using Modelyard.Node;

namespace Modelyard;

/// <summary>What a running control plane leaves in the data folder, so that commands find it.</summary>
/// <param name="Process">Its process.</param>
/// <param name="Version">Program version.</param>
/// <param name="Gateway">Base address of the gateway.</param>
/// <param name="Console">Address of the console.</param>
/// <param name="Api">Base address of the resource API.</param>
internal sealed record RunningControlPlane(ProcessIdentity Process, string Version, Uri Gateway, Uri Console, Uri Api)
{
    /// <summary>Where callers outside reach published endpoints; null for nowhere.</summary>
    public Uri? External { get; init; }

    /// <summary>Where browsers on other machines reach the console; null for nowhere.</summary>
    public Uri? PublishedConsole { get; init; }

    /// <summary>The one running on <paramref name="data"/>, or null.</summary>
    public static RunningControlPlane? Find(DataDirectory data)
    {
        if (!File.Exists(data.RunningFile))
        {
            return null;
        }

        using var file = File.OpenRead(data.RunningFile);
        var found = JsonSerializer.Deserialize(file, RunningControlPlaneJson.Default.RunningControlPlane);
        return found?.Process.IsAlive() == true ? found : null;
    }

    /// <summary>Writes this to the data folder, whole or not at all.</summary>
    public void Save(DataDirectory data)
    {
        var draft = data.RunningFile + ".new";
        File.WriteAllBytes(draft, JsonSerializer.SerializeToUtf8Bytes(this, RunningControlPlaneJson.Default.RunningControlPlane));
        File.Move(draft, data.RunningFile, overwrite: true);
    }
}

[JsonSerializable(typeof(RunningControlPlane))]
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class RunningControlPlaneJson : JsonSerializerContext;
