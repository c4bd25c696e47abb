namespace Modelyard.Api;

/// <summary>One program to run in a pod: its image or command, environment, resources, mounts and probes.</summary>
public class Container
{
    /// <summary>Name of the container, a DNS label unique within the pod. Cannot be changed.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>The container image. On one machine an image is only informative: what runs is the command.</summary>
    public string? Image { get; set; }

    /// <summary>What to start, without a shell. <c>$(NAME)</c> is replaced from the environment; <c>$$(NAME)</c> is kept as <c>$(NAME)</c>. The image's entry point when absent.</summary>
    public List<string>? Command { get; set; }

    /// <summary>Arguments of the command, expanded the same way. The image's default arguments when absent.</summary>
    public List<string>? Args { get; set; }

    /// <summary>Folder the command starts in. The image's default when absent.</summary>
    public string? WorkingDir { get; set; }

    /// <summary>Ports the program listens on. Mostly documentation: leaving one out does not close it.</summary>
    [MapList("containerPort", "protocol"), MergeKey("containerPort")]
    public List<ContainerPort>? Ports { get; set; }

    /// <summary>Whole ConfigMaps and Secrets taken into the environment. On a clash the last one wins, and <c>env</c> wins over all.</summary>
    public List<EnvFromSource>? EnvFrom { get; set; }

    /// <summary>Environment variables.</summary>
    [MapList("name"), MergeKey("name")]
    public List<EnvVar>? Env { get; set; }

    /// <summary>Processor, memory and devices asked for and allowed at most.</summary>
    public ResourceRequirements? Resources { get; set; }

    /// <summary>What happens to the running container when its resources are changed in place.</summary>
    public List<ContainerResizePolicy>? ResizePolicy { get; set; }

    /// <summary>Overrides the pod's restart policy for this container. For an init container, <c>Always</c> makes it a side car.</summary>
    public string? RestartPolicy { get; set; }

    /// <summary>Rules, tried in order, that decide by exit code whether to restart.</summary>
    public List<ContainerRestartRule>? RestartPolicyRules { get; set; }

    /// <summary>Where the pod's volumes appear in the container's file system.</summary>
    [MapList("mountPath"), MergeKey("mountPath")]
    public List<VolumeMount>? VolumeMounts { get; set; }

    /// <summary>Raw block devices the container sees.</summary>
    [MapList("devicePath"), MergeKey("devicePath")]
    public List<VolumeDevice>? VolumeDevices { get; set; }

    /// <summary>Tells whether the program still works; it is restarted when this fails.</summary>
    public Probe? LivenessProbe { get; set; }

    /// <summary>Tells whether the program can take requests; it gets none while this fails.</summary>
    public Probe? ReadinessProbe { get; set; }

    /// <summary>Tells whether the program has started; the other probes wait for it, and it is restarted when this fails.</summary>
    public Probe? StartupProbe { get; set; }

    /// <summary>Actions to take right after the start and right before the stop.</summary>
    public Lifecycle? Lifecycle { get; set; }

    /// <summary>File whose content becomes the termination message. Default <c>/dev/termination-log</c>.</summary>
    public string? TerminationMessagePath { get; set; }

    /// <summary><c>File</c> reads the message from the file; <c>FallbackToLogsOnError</c> takes the end of the log when the file is empty and the program failed.</summary>
    public string? TerminationMessagePolicy { get; set; }

    /// <summary><c>Always</c>, <c>Never</c> or <c>IfNotPresent</c>.</summary>
    public string? ImagePullPolicy { get; set; }

    /// <summary>Security options of this container; they win over the pod's.</summary>
    public SecurityContext? SecurityContext { get; set; }

    /// <summary>Keep standard input open. Without it, reads see the end at once.</summary>
    public bool? Stdin { get; set; }

    /// <summary>Close standard input after the first attached client leaves.</summary>
    public bool? StdinOnce { get; set; }

    /// <summary>Give the program a terminal; needs <c>stdin</c>.</summary>
    public bool? Tty { get; set; }
}
