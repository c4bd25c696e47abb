using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>Turns the main container of a Pod into a process to start.</summary>
/// <param name="Spec">What to start.</param>
/// <param name="Ports">Where its ports are.</param>
internal sealed record LaunchPlan(LaunchSpec Spec, PortResolver Ports)
{
    private const string OwnProgram = "modelyard";

    /// <summary>The container that is run: the one with KServe's name, else the first.</summary>
    public static Container MainContainer(Pod pod) =>
        pod.Spec.Containers!.Find(c => c.Name == ContainerNames.Main) ?? pod.Spec.Containers![0];

    /// <summary>Plans a run.</summary>
    /// <exception cref="LaunchException">There is nothing that could be started.</exception>
    public static LaunchPlan Create(Pod pod, InstanceContext context, LaunchEnvironment variables, int run, string? modelPath)
    {
        var container = MainContainer(pod);
        var folder = context.Folder(pod.Metadata.Uid!);
        var ports = new PortResolver(container, variables.Address);
        var localizer = new CommandLocalizer(modelPath, ports.ContainerPort, variables.Address.Tcp?.Port);
        var environment = variables.Variables.ToDictionary(v => v.Key, v => localizer.Value(v.Value));

        var words = (container.Command ?? []).Concat(container.Args ?? []).ToList();
        if (variables.Address.SocketPath is not null && !environment.ContainsKey(LaunchEnvironment.PortVariable)
            && words.Exists(word => VariableExpansion.Mentions(word, LaunchEnvironment.PortVariable)))
        {
            throw new LaunchException(
                $"container {container.Name} names both $({LaunchEnvironment.SocketVariable}) and $({LaunchEnvironment.PortVariable}): it gets a socket or a port, so name one of them");
        }

        var command = localizer.Command(words.Select(word => VariableExpansion.Expand(word, environment)));
        if (command.Count == 0)
        {
            throw new LaunchException(
                $"container {container.Name} has no command, only the image {container.Image}: a container is a local process on this machine");
        }

        if (command[0] == OwnProgram)
        {
            command[0] = context.Options.Executable;
        }

        var directory = container.WorkingDir is { } wanted ? localizer.Value(wanted) : folder.WorkingDirectory;
        if (container.WorkingDir is null)
        {
            Directory.CreateDirectory(directory);
        }
        else if (!Directory.Exists(directory))
        {
            throw new LaunchException($"workingDir {directory} does not exist on this machine");
        }

        return new LaunchPlan(new LaunchSpec(command, environment, directory, folder.Logs.Of(run), folder.ProcessFile, folder.ExitFile), ports);
    }
}
