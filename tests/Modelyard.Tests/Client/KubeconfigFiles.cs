namespace Modelyard.Tests.Client;

/// <summary>A folder of kubeconfigs and what belongs to them.</summary>
internal sealed class KubeconfigFiles : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("modelyard-kubeconfig-").FullName;

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>One context <c>prod</c> with the given fields of cluster and user, a line each.</summary>
    public string WriteContext(string cluster, string user, string name = "config") => Write(name, $"""
        apiVersion: v1
        kind: Config
        current-context: prod
        contexts:
        - name: prod
          context: {"{"}cluster: factory, user: ada, namespace: shop{"}"}
        clusters:
        - name: factory
          cluster:
            {Indent(cluster)}
        users:
        - name: ada
          user:
            {Indent(user)}
        """);

    public string WriteScript(string name, string script)
    {
        var path = Write(name, "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Indent(string lines) => lines.ReplaceLineEndings("\n    ");
}
