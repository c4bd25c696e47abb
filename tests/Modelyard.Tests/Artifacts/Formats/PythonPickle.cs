using System.Diagnostics;
using System.Text.Json;

namespace Modelyard.Tests.Artifacts;

/// <summary>
/// Python's own two implementations of pickle, with imports that are written down and lead to nothing: what they would import is what
/// a scan has to have seen.
/// </summary>
internal static class PythonPickle
{
    private const string Program = """
        import io, json, os, pickle, resource, struct, sys
        resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        calls = 0

        class Nothing:
            def __new__(cls, *args, **kwargs):
                global calls
                calls += 1
                return object.__new__(cls)
            def __init__(self, *args, **kwargs): pass
            def __setstate__(self, state): pass
            def __call__(self, *args, **kwargs): return Nothing()
            def __setitem__(self, key, value): pass
            def append(self, value): pass
            def extend(self, values): pass
            def add(self, value): pass
            def update(self, values): pass

        def imports(base, content):
            seen = []
            class Recorder(base):
                def find_class(self, module, name):
                    seen.append([module, name])
                    return Nothing
                def persistent_load(self, pid): return None
            try:
                Recorder(io.BytesIO(content)).load()
            except (Exception, MemoryError, RecursionError):
                pass
            return seen

        stdin, out = sys.stdin.buffer, sys.stdout
        while head := stdin.read(4):
            content = stdin.read(struct.unpack('<I', head)[0])
            calls = 0
            seen = imports(pickle.Unpickler, content) + imports(pickle._Unpickler, content)
            out.write(json.dumps({'imports': seen, 'calls': calls}) + '\n')
        """;

    /// <summary>What each pickle leads to, up to where it fails, if it does.</summary>
    internal static async Task<IReadOnlyList<PythonPickleLoad>> LoadAsync(IReadOnlyList<byte[]> pickles, CancellationToken cancellationToken)
    {
        ForeignProgram.Need("python3", "python3");
        using var process = Process.Start(new ProcessStartInfo("python3", ["-c", Program]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var answers = new List<PythonPickleLoad>();
        var reading = Task.Run(async () =>
        {
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                answers.Add(JsonSerializer.Deserialize<PythonPickleLoad>(line, JsonSerializerOptions.Web)!);
            }
        }, cancellationToken);
        foreach (var pickle in pickles)
        {
            await process.StandardInput.BaseStream.WriteAsync(BitConverter.GetBytes(pickle.Length), cancellationToken);
            await process.StandardInput.BaseStream.WriteAsync(pickle, cancellationToken);
        }

        process.StandardInput.Close();
        await reading;
        answers.Count.ShouldBe(pickles.Count, "Python gave up on one of them");
        return answers;
    }
}

/// <param name="Imports">Module and name of each.</param>
/// <param name="Calls">How often something imported was called.</param>
internal sealed record PythonPickleLoad(string[][] Imports, int Calls);
