using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace Modelyard.Inference;

/// <summary>
/// Native log lines into an <see cref="ILogger"/>. llama.cpp reports routine loading at its info level, line by line: that is
/// debug output of ours. The first error is kept, because a failed call returns only a null pointer, and the first is the cause.
/// </summary>
internal static unsafe partial class LlamaLog
{
    private const int NativeInfo = 2;
    private const int NativeWarning = 3;
    private const int NativeError = 4;
    private const int NativeContinue = 5;

    private static volatile ILogger? _logger;
    private static volatile string? _firstError;

    [ThreadStatic]
    private static int _threadLevel;

    internal static string? FirstError => _firstError;

    internal static void Attach(ILogger logger) => _logger = logger;

    internal static void ForgetError() => _firstError = null;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static void Receive(int level, byte* text, void* userData)
    {
        try
        {
            var line = Marshal.PtrToStringUTF8((nint)text)?.TrimEnd();
            _threadLevel = level == NativeContinue ? _threadLevel : level;
            if (line is not { Length: > 0 } || (level == NativeContinue && line == "."))
            {
                return;
            }

            if (_threadLevel == NativeError)
            {
                _firstError ??= line;
            }

            if (_logger is { } logger)
            {
                Log.Native(logger, Level(_threadLevel, line), line);
            }
        }
        catch (Exception)
        {
            // An exception must not unwind into C++; a lost log line is the smaller harm.
        }
    }

    // The cache is larger than one request may be, which the engine takes for a context larger than the model was trained for.
    private static LogLevel Level(int level, string line) => level switch
    {
        NativeWarning when line.Contains("possible training context overflow", StringComparison.Ordinal) => LogLevel.Debug,
        NativeError => LogLevel.Error,
        NativeWarning => LogLevel.Warning,
        NativeInfo => LogLevel.Debug,
        _ => LogLevel.Trace,
    };

    private static partial class Log
    {
        [LoggerMessage(Message = "llama.cpp: {Line}")]
        internal static partial void Native(ILogger logger, LogLevel level, string line);
    }
}
