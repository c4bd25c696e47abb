namespace Modelyard.Tests.Node;

/// <summary>A small model server that does on request what real ones do at their worst.</summary>
internal static class ModelServerScript
{
    private const string Text = """
        import argparse, http.server, json, os, signal, socketserver, sys
        parser = argparse.ArgumentParser()
        parser.add_argument("--model")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "0")))
        parser.add_argument("--uds")
        parser.add_argument("--ready-file", help="not ready until this file exists")
        parser.add_argument("--ignore-term", action="store_true")
        parser.add_argument("--fork", action="store_true", help="leave a child behind")
        options, rest = parser.parse_known_args()
        if options.model:
            files = [os.path.join(options.model, f) for f in os.listdir(options.model)] if os.path.isdir(options.model) else [options.model]
            if not open(files[0], "rb").read().startswith(b"GGUF"):
                print("model: " + os.path.basename(files[0]) + " is not a GGUF file: bad magic", file=sys.stderr)
                sys.exit(3)
        if options.ignore_term:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
        if options.fork and os.fork() == 0:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            signal.pause()
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                code, body = 200, {"pid": os.getpid(), "args": sys.argv[1:], "env": dict(os.environ), "cwd": os.getcwd()}
                if self.path == "/health" and options.ready_file and not os.path.exists(options.ready_file):
                    code = 503
                data = json.dumps(body).encode()
                self.send_response(code)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)
                self.wfile.flush()
                if self.path.startswith("/exit/"):
                    os._exit(int(self.path[6:]))
            def log_message(self, *args):
                pass
        print("listening on", options.uds or options.port, flush=True)
        if options.uds:
            socketserver.ThreadingUnixStreamServer(options.uds, Handler).serve_forever()
        http.server.ThreadingHTTPServer(("127.0.0.1", options.port), Handler).serve_forever()
        """;

    public static string Write(string folder)
    {
        var file = Path.Combine(folder, "model-server.py");
        File.WriteAllText(file, Text);
        return file;
    }
}
