using System.Text;
using System.Text.Json.Nodes;

namespace Modelyard.Client;

/// <summary>The program that is asked for credentials.</summary>
internal sealed partial class KubeconfigReader
{
    private ExecPlugin? Exec(KubeconfigExec exec, string? authority, Uri? proxy)
    {
        var found = _problems.Count;
        if (exec.ApiVersion is not (ExecPlugin.V1 or ExecPlugin.V1Beta1))
        {
            Wrong<ExecPlugin>(user, "user.exec.apiVersion", $"\"{exec.ApiVersion}\" is not supported: use {ExecPlugin.V1} or {ExecPlugin.V1Beta1}");
        }

        if (string.IsNullOrEmpty(exec.Command))
        {
            Wrong<ExecPlugin>(user, "user.exec.command", "is not set");
        }

        if (exec.Env?.Any(v => string.IsNullOrEmpty(v.Name)) == true)
        {
            Wrong<ExecPlugin>(user, "user.exec.env", "has an entry without a name");
        }

        var mode = exec.InteractiveMode switch
        {
            "Never" => ExecInteraction.Never,
            "IfAvailable" => ExecInteraction.IfAvailable,
            "Always" => ExecInteraction.Always,
            null or "" when exec.ApiVersion != ExecPlugin.V1 => ExecInteraction.IfAvailable,
            _ => (ExecInteraction?)null,
        };
        if (mode is null)
        {
            Wrong<ExecPlugin>(user, "user.exec.interactiveMode", "must be Never, IfAvailable or Always");
        }

        return _problems.Count > found ? null : new ExecPlugin
        {
            Place = Place(user, "user.exec"),
            ApiVersion = exec.ApiVersion!,
            Command = exec.Command!.Contains('/') ? Absolute(exec.Command, user.File) : exec.Command,
            Arguments = exec.Args ?? [],
            Variables = [.. (exec.Env ?? []).Select(v => KeyValuePair.Create(v.Name!, v.Value ?? ""))],
            InstallHint = exec.InstallHint,
            Interaction = mode!.Value,
            Cluster = exec.ProvideClusterInfo ? ClusterInfo(authority, proxy) : null,
        };
    }

    private JsonObject ClusterInfo(string? authority, Uri? proxy)
    {
        var info = new JsonObject { ["server"] = cluster.Value.Server };
        AddUnlessEmpty("tls-server-name", cluster.Value.TlsServerName);
        AddUnlessEmpty("certificate-authority-data", authority is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(authority)));
        AddUnlessEmpty("proxy-url", proxy?.OriginalString);
        if (cluster.Value.InsecureSkipTlsVerify)
        {
            info["insecure-skip-tls-verify"] = true;
        }

        if (cluster.Value.DisableCompression)
        {
            info["disable-compression"] = true;
        }

        if (cluster.Value.Extensions?.Find(e => e?.Name == ExecPlugin.ConfigExtension)?.Extension is { } config)
        {
            info["config"] = config.DeepClone();
        }

        return info;

        void AddUnlessEmpty(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                info[name] = value;
            }
        }
    }
}
