using System.Runtime.InteropServices;

namespace Modelyard.Inference;

/// <summary>
/// Where libllama lies. The folder asked for may be the one that holds the library, or one above it that npm filled:
/// <c>DIR/node_modules/@node-llama-cpp/linux-x64/bins/linux-x64</c>. GPU builds are preferred when they are installed.
/// </summary>
internal sealed record EngineFolder(string Path, string LlamaPath, string GgmlPath)
{
    internal const string Variable = "MODELYARD_ENGINES";

    private static readonly string[] Flavours = ["-cuda", "-vulkan", "-metal", ""];

    internal static EngineFolder Find(string? folder)
    {
        folder = folder is { Length: > 0 } ? folder : Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(folder))
        {
            throw new EngineNotFoundException($"No engine folder: pass --engines-dir or set {Variable}.");
        }

        foreach (var candidate in Candidates(System.IO.Path.GetFullPath(folder)))
        {
            if (Library(candidate, "llama") is { } llama && Library(candidate, "ggml") is { } ggml)
            {
                return new EngineFolder(candidate, llama, ggml);
            }
        }

        throw new EngineNotFoundException(
            $"No llama.cpp engine for {Platform} in {folder}: install it with `npm ci --ignore-scripts` in the engines folder.");
    }

    private static string Platform
    {
        get
        {
            var system = OperatingSystem.IsMacOS() ? "mac" : OperatingSystem.IsWindows() ? "win" : "linux";
            return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        }
    }

    private static IEnumerable<string> Candidates(string folder)
    {
        yield return folder;
        foreach (var flavour in Flavours)
        {
            var package = Platform + flavour;
            yield return System.IO.Path.Combine(folder, "node_modules", "@node-llama-cpp", package, "bins", package);
            yield return System.IO.Path.Combine(folder, "@node-llama-cpp", package, "bins", package);
        }
    }

    // The release is part of the file name (libllama.v0.5.0.so), and libllama-common.so is something else.
    private static string? Library(string folder, string name)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }

        var extension = OperatingSystem.IsMacOS() ? ".dylib" : OperatingSystem.IsWindows() ? ".dll" : ".so";
        return Directory.EnumerateFiles(folder, $"*{name}.*").FirstOrDefault(f =>
            System.IO.Path.GetFileName(f).Replace("lib", "", StringComparison.Ordinal).StartsWith(name + ".", StringComparison.Ordinal)
            && f.EndsWith(extension, StringComparison.Ordinal));
    }
}
