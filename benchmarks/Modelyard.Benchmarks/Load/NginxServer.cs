namespace Modelyard.Benchmarks;

/// <summary>nginx twice over: as the upstream of all, which answers a request of any kind with the same 1 KB, and as a peer that passes requests on to it.</summary>
internal sealed class NginxServer : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private NginxServer(ChildProcess process, int upstream, int proxy) => (_process, Upstream, Proxy) = (process, upstream, proxy);

    public int Upstream { get; }

    public int Proxy { get; }

    public static async Task<NginxServer> StartAsync(string folder)
    {
        var (upstream, proxy) = (ChildProcess.FreePort(), ChildProcess.FreePort());
        var answer = $$$"""{"id":"x","object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":"{{{new string('x', 880)}}}"},"finish_reason":"stop"}],"usage":{"prompt_tokens":200,"completion_tokens":220,"total_tokens":420}}""";
        var configuration = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(
            configuration,
            $$"""
            daemon off;
            pid {{folder}}/nginx.pid;
            error_log {{folder}}/nginx.error.log;
            worker_processes 2;
            events { worker_connections 4096; }
            http {
                access_log off;
                client_body_temp_path {{folder}}/body;
                proxy_temp_path {{folder}}/proxy;
                fastcgi_temp_path {{folder}}/fastcgi;
                uwsgi_temp_path {{folder}}/uwsgi;
                scgi_temp_path {{folder}}/scgi;
                client_max_body_size 10m;
                client_body_buffer_size 512k;
                keepalive_requests 100000000;
                upstream models { server 127.0.0.1:{{upstream}}; keepalive 256; keepalive_requests 100000000; }
                server {
                    listen 127.0.0.1:{{upstream}} backlog=4096;
                    location / { default_type application/json; return 200 '{{answer}}'; }
                }
                server {
                    listen 127.0.0.1:{{proxy}} backlog=4096;
                    location / { proxy_pass http://models; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_buffering off; }
                }
            }
            """);
        return new NginxServer(await ChildProcess.StartAsync(proxy, "nginx", "-c", configuration, "-p", folder), upstream, proxy);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
