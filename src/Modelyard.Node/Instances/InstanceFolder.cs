using System.Text.Json;
using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>Everything that is kept on disk about one instance: enough to find its process again after a restart of ours.</summary>
internal sealed class InstanceFolder(string path)
{
    public string Path => path;

    /// <summary>Where the launcher writes who it is.</summary>
    public string ProcessFile => System.IO.Path.Combine(path, "process");

    /// <summary>Where the launcher writes how the program ended.</summary>
    public string ExitFile => System.IO.Path.Combine(path, "exit-code");

    /// <summary>Where a program starts that asks for no other place.</summary>
    public string WorkingDirectory => System.IO.Path.Combine(path, "work");

    /// <summary>The output of its runs.</summary>
    public LogFiles Logs { get; } = new(System.IO.Path.Combine(path, "logs"));

    private string RecordFile => System.IO.Path.Combine(path, "instance.json");

    /// <summary>What was written last; null when there is nothing, or nothing readable.</summary>
    public InstanceRecord? ReadRecord()
    {
        try
        {
            return JsonSerializer.Deserialize<InstanceRecord>(File.ReadAllBytes(RecordFile), ApiJson.Options);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Replaces the record: after a crash at any moment there is either the old one or the new one.</summary>
    public void WriteRecord(InstanceRecord record)
    {
        Directory.CreateDirectory(path);
        var draft = RecordFile + ".new";
        using (var stream = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            JsonSerializer.Serialize(stream, record, ApiJson.Options);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, RecordFile, overwrite: true);
    }

    /// <summary>Removes it, and the socket of its instance.</summary>
    public void Delete()
    {
        if (ReadRecord()?.Socket is { } socket && File.Exists(socket))
        {
            File.Delete(socket);
        }

        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
