namespace Modelyard.Node;

/// <summary>Something a container refers to is not there. It may come, so the instance waits and looks again.</summary>
internal sealed class ConfigurationException(string message) : Exception(message);
