using System.ComponentModel;
using System.Diagnostics;
using System.Net.Sockets;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Node;

/// <summary>Asks an instance whether it is well, in one of the ways Kubernetes knows.</summary>
internal sealed class Prober(
    InstanceContext context, PortResolver ports, IReadOnlyDictionary<string, string> environment, string workingDirectory)
{
    private const int MaxMessage = 1024;

    public async Task<ProbeOutcome> CheckAsync(Probe probe, CancellationToken cancellationToken)
    {
        var seconds = Math.Max(1, probe.TimeoutSeconds ?? 1);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(seconds), context.Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return probe switch
            {
                { HttpGet: { } get } => await HttpAsync(get, linked.Token),
                { TcpSocket: { } tcp } => await TcpAsync(tcp.Host, ports.Resolve(tcp.Port), linked.Token),
                { Grpc.Port: { } port } => await TcpAsync(null, ports.Resolve(port), linked.Token),
                { Exec.Command: { Count: > 0 } command } => await ExecAsync(command, linked.Token),
                _ => ProbeOutcome.Success,
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ProbeOutcome($"no answer within {seconds} s");
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or IOException or Win32Exception or LaunchException)
        {
            return new ProbeOutcome(e.Message);
        }
    }

    /// <summary>Sends the request of a probe or a hook.</summary>
    public async Task<ProbeOutcome> HttpAsync(HttpGetAction get, CancellationToken cancellationToken)
    {
        if (ports.Resolve(get.Port) is not { } address)
        {
            return new ProbeOutcome($"the container has no port named {get.Port}");
        }

        var path = get.Path is { Length: > 0 } given ? given.StartsWith('/') ? given : "/" + given : "/";
        var authority = get.Host is { } host && address.Tcp is { Port: var port } ? $"{host}:{port}" : address.Authority;
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{(get.Scheme ?? "HTTP").ToLowerInvariant()}://{authority}{path}");
        request.Headers.TryAddWithoutValidation("User-Agent", "kube-probe/modelyard");
        foreach (var header in get.HttpHeaders ?? [])
        {
            request.Headers.TryAddWithoutValidation(header.Name!, header.Value);
        }

        if (address.SocketPath is not null)
        {
            request.Headers.Host ??= get.Host ?? "localhost";
        }

        using var response = await context.Probes.SendAsync(request, cancellationToken);
        return (int)response.StatusCode is >= 200 and < 400
            ? ProbeOutcome.Success
            : new ProbeOutcome($"HTTP probe failed with statuscode: {(int)response.StatusCode}");
    }

    /// <summary>Runs the command of a probe or a hook where the instance runs.</summary>
    public async Task<ProbeOutcome> ExecAsync(List<string> command, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(ProgramPath.Resolve(command[0], environment.GetValueOrDefault("PATH"), workingDirectory), command.Skip(1))
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            var said = (output + await error).Trim();
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0
                ? ProbeOutcome.Success
                : new ProbeOutcome(said.Length > 0 ? said[..Math.Min(said.Length, MaxMessage)] : $"the command exited with code {process.ExitCode}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private async Task<ProbeOutcome> TcpAsync(string? host, ReplicaAddress? address, CancellationToken cancellationToken)
    {
        if (address is null)
        {
            return new ProbeOutcome("the container has no port of that name");
        }

        if (host is not null && address.Tcp is { Port: var port })
        {
            using var elsewhere = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await elsewhere.ConnectAsync(host, port, cancellationToken);
            return ProbeOutcome.Success;
        }

        using var socket = await context.Connector.ConnectAsync(address, cancellationToken);
        return ProbeOutcome.Success;
    }
}
