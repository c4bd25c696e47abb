using System.CommandLine;
using Modelyard.Node;

namespace Modelyard.Commands;

/// <summary>Stops everything of one installation: the control plane, then every model process, also those a killed control plane left behind.</summary>
internal sealed class DownCommand : ModelyardCommand
{
    private readonly Option<TimeSpan> _timeout = SharedOptions.Timeout(TimeSpan.FromSeconds(30));

    public DownCommand()
        : base("down", "Stop the control plane and every model") => Add(_timeout);

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var data = new DataDirectory(arguments.GetValue(SharedOptions.Data)!.FullName);
        if (RunningControlPlane.Find(data) is { } running)
        {
            await StopAsync(running.Process, arguments.GetValue(_timeout), cancellationToken);
            Console.Out.WriteLine("control plane stopped");
        }

        await ModelProcesses.EndAsync(data, Console.Out, cancellationToken);
        File.Delete(data.RunningFile);
        return ExitCodes.Ok;
    }

    private static async Task StopAsync(ProcessIdentity process, TimeSpan timeout, CancellationToken cancellationToken)
    {
        UnixSignal.Send(process.Pid, ProcessSignal.Terminate);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(timeout);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It had its time; what it acknowledged is on disk.
            UnixSignal.Send(process.Pid, ProcessSignal.Kill);
            await process.WaitForExitAsync(cancellationToken);
        }
    }
}
