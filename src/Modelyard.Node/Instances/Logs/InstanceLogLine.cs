namespace Modelyard.Node;

/// <summary>One line of output.</summary>
/// <param name="Time">When it was written, exact to about a second.</param>
/// <param name="Text">The line, without its end.</param>
public readonly record struct InstanceLogLine(DateTimeOffset Time, string Text);
