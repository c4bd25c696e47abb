using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Modelyard.Node;

/// <summary>Finds out what the machine has.</summary>
internal static class MachineProbe
{
    private static readonly TimeSpan DriverPatience = TimeSpan.FromSeconds(10);

    public static async Task<MachineCapacity> InspectAsync(CancellationToken cancellationToken) =>
        new(Environment.ProcessorCount * 1000L, TotalMemory(await File.ReadAllTextAsync("/proc/meminfo", cancellationToken)), await GpusAsync(cancellationToken));

    /// <summary>Total memory in the words of <c>/proc/meminfo</c>.</summary>
    internal static long TotalMemory(string meminfo)
    {
        var line = meminfo.Split('\n').First(l => l.StartsWith("MemTotal:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    /// <summary>Reads <c>nvidia-smi --query-gpu=index,uuid,name,memory.total --format=csv,noheader,nounits</c>.</summary>
    internal static List<GpuDevice> ParseGpus(string csv) =>
        [.. csv.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(", "))
            .Where(cells => cells.Length == 4 && int.TryParse(cells[0], out _))
            .Select(cells => new GpuDevice(
                int.Parse(cells[0], CultureInfo.InvariantCulture),
                cells[1],
                cells[2],
                long.TryParse(cells[3], NumberStyles.None, CultureInfo.InvariantCulture, out var memory) ? memory : 0))];

    private static async Task<List<GpuDevice>> GpusAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("nvidia-smi") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add("--query-gpu=index,uuid,name,memory.total");
        start.ArgumentList.Add("--format=csv,noheader,nounits");
        try
        {
            using var process = Process.Start(start)!;
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(DriverPatience);
            try
            {
                var error = process.StandardError.ReadToEndAsync(patience.Token);
                var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
                await error;
                await process.WaitForExitAsync(patience.Token);
                return process.ExitCode == 0 ? ParseGpus(output) : [];
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // A driver that hangs is as good as none: the machine serves what needs no GPU.
                process.Kill();
                return [];
            }
        }
        catch (Win32Exception)
        {
            return [];
        }
    }
}
