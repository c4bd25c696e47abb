using System.Globalization;
using System.Text.RegularExpressions;

namespace Modelyard.Node;

/// <summary>
/// Turns what a container would be told into what a local process must be told: the model's folder instead of the mount, the port it was
/// given instead of the one it would have had to itself. One that was given a socket (<paramref name="port"/> is null) has no port to be told.
/// </summary>
internal sealed partial class CommandLocalizer(string? modelPath, int? containerPort, int? port)
{
    private const string ModelMount = "/mnt/models";

    /// <summary>The command with arguments such as <c>--http_port=8080</c> or <c>--port 8080</c> changed to the allocated port.</summary>
    public List<string> Command(IEnumerable<string> command)
    {
        var result = new List<string>();
        var expectsPort = false;
        foreach (var argument in command)
        {
            result.Add(expectsPort && IsContainerPort(argument) ? Text(port!.Value) : Argument(argument));
            expectsPort = PortFlag().IsMatch(argument);
        }

        return result;
    }

    /// <summary>A value with the model's mount replaced by where it really is.</summary>
    public string Value(string value)
    {
        if (modelPath is null || !value.Contains(ModelMount, StringComparison.Ordinal))
        {
            return value;
        }

        return ModelMountPath().Replace(value, _ => modelPath);
    }

    private string Argument(string argument)
    {
        var match = PortAssignment().Match(argument);
        return match.Success && IsContainerPort(match.Groups["port"].Value)
            ? match.Groups["flag"].Value + "=" + Text(port!.Value)
            : Value(argument);
    }

    private bool IsContainerPort(string text) => port is not null && containerPort is { } own && text == Text(own);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("^--?[A-Za-z0-9_-]*port$")]
    private static partial Regex PortFlag();

    [GeneratedRegex("^(?<flag>--?[A-Za-z0-9_-]*port)=(?<port>[0-9]+)$")]
    private static partial Regex PortAssignment();

    // Not /mnt/models2, and not the tail of a longer word.
    [GeneratedRegex("(?<![A-Za-z0-9_.-])/mnt/models(?![A-Za-z0-9_-])")]
    private static partial Regex ModelMountPath();
}
