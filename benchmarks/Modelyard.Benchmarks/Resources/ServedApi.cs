using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using Modelyard.ApiServer;
using Modelyard.Client;
using Modelyard.Storage.Postgres;

namespace Modelyard.Benchmarks;

/// <summary>An API server in a process of its own, called over HTTPS and HTTP/2 with the administrator's certificate, as kubectl does.</summary>
internal sealed class ServedApi : IAsyncDisposable
{
    private readonly Process _process;

    private ServedApi(Process process, string kubeconfig)
    {
        _process = process;
        var options = Kubeconfig.Load(kubeconfig).Resolve();
        Address = options.Server;
        Authority = X509Certificate2.CreateFromPem(options.Authority);
        var text = File.ReadAllText(kubeconfig);
        Certificate = X509Certificate2.CreateFromPem(Pem(text, "client-certificate-data"), Pem(text, "client-key-data"));
        KubeconfigPath = kubeconfig;
    }

    public Uri Address { get; }

    public string KubeconfigPath { get; }

    private X509Certificate2 Authority { get; }

    private X509Certificate2 Certificate { get; }

    /// <summary>Serves until standard input ends; a line on it asks how much memory is in use once garbage is collected.</summary>
    public static async Task<int> ServeAsync(string folder, string? databaseUrl)
    {
        PostgresAddress? database = null;
        if (databaseUrl is not null && !PostgresAddress.TryParse(databaseUrl, out database, out var error))
        {
            await Console.Error.WriteLineAsync(error);
            return 2;
        }

        await using var host = await ApiServerHost.StartAsync(
            new ApiServerOptions { DataDirectory = folder, Database = database, Port = 0 }, NullLoggerFactory.Instance, CancellationToken.None);
        Console.WriteLine(host.KubeconfigPath);
        while (await Console.In.ReadLineAsync() is not null)
        {
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            Console.WriteLine(Environment.WorkingSet.ToString(CultureInfo.InvariantCulture));
        }

        return 0;
    }

    public static async Task<ServedApi> StartAsync(string folder, string? databaseUrl)
    {
        string[] arguments = databaseUrl is null ? ["serve-api", folder] : ["serve-api", folder, databaseUrl];
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        return new ServedApi(process, await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the API server did not start"));
    }

    public HttpClient CreateClient(bool acceptGzip = false) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        EnableMultipleHttp2Connections = true,
        ActivityHeadersPropagator = null,
        AutomaticDecompression = acceptGzip ? DecompressionMethods.GZip : DecompressionMethods.None,
        SslOptions = Tls(Address.Host),
    })
    {
        BaseAddress = Address,
        DefaultRequestVersion = HttpVersion.Version20,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>As the administrator, trusting this server's authority alone.</summary>
    public SslClientAuthenticationOptions Tls(string host) => new()
    {
        TargetHost = host,
        ClientCertificates = [Certificate],
        CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, CustomTrustStore = { Authority },
        },
    };

    /// <summary>Resident memory in bytes, garbage collected.</summary>
    public async Task<long> MemoryAsync()
    {
        await _process.StandardInput.WriteLineAsync("memory");
        await _process.StandardInput.FlushAsync();
        return long.Parse((await _process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Authority.Dispose();
        Certificate.Dispose();
    }

    private static string Pem(string kubeconfig, string field) =>
        Encoding.UTF8.GetString(Convert.FromBase64String(Regex.Match(kubeconfig, $"{field}: *(\\S+)").Groups[1].Value));
}
