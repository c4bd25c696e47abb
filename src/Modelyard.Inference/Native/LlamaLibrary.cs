using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Modelyard.Inference;

/// <summary>
/// The loaded native engine. Loading is explicit and happens once: the library keeps its backends, its log callback and its
/// thread pools in process-wide state, so a second folder in the same process is refused rather than half honoured.
/// </summary>
internal sealed class LlamaLibrary
{
    private static readonly Lock Gate = new();
    private static LlamaLibrary? _loaded;

    private readonly nint _llama;
    private readonly nint _ggml;

    private LlamaLibrary(EngineFolder folder)
    {
        Folder = folder;
        _ggml = NativeLibrary.Load(folder.GgmlPath);
        _llama = NativeLibrary.Load(folder.LlamaPath);
    }

    internal EngineFolder Folder { get; }

    /// <exception cref="EngineNotFoundException">No engine in the folder, or one that this machine cannot load.</exception>
    internal static unsafe LlamaLibrary Load(string? folder, ILogger logger)
    {
        var found = EngineFolder.Find(folder);
        lock (Gate)
        {
            LlamaLog.Attach(logger);
            if (_loaded is not null)
            {
                return _loaded.Folder.LlamaPath == found.LlamaPath
                    ? _loaded
                    : throw new EngineNotFoundException(
                        $"The engine {_loaded.Folder.LlamaPath} is already loaded in this process; {found.LlamaPath} needs its own.");
            }

            try
            {
                var library = new LlamaLibrary(found);
                NativeLibrary.SetDllImportResolver(typeof(LlamaLibrary).Assembly, library.Resolve);
                NativeMethods.llama_log_set(&LlamaLog.Receive, null);
                var path = Encoding.UTF8.GetBytes(found.Path + '\0');
                fixed (byte* bytes = path)
                {
                    NativeMethods.ggml_backend_load_all_from_path(bytes);
                }

                NativeMethods.llama_backend_init();
                if (NativeMethods.ggml_backend_dev_count() == 0)
                {
                    throw new EngineNotFoundException($"The engine in {found.Path} offers no device on this machine: {LlamaLog.FirstError}");
                }

                return _loaded = library;
            }
            catch (Exception e) when (e is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
            {
                throw new EngineNotFoundException($"The engine in {found.Path} cannot be loaded: {e.Message}", e);
            }
        }
    }

    private nint Resolve(string name, Assembly assembly, DllImportSearchPath? search) => name switch
    {
        NativeMethods.Llama => _llama,
        NativeMethods.Ggml => _ggml,
        _ => 0,
    };
}
