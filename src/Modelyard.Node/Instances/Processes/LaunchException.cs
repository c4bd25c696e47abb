namespace Modelyard.Node;

/// <summary>A program that cannot be started, and why. The message is for the person who wrote the manifest.</summary>
internal sealed class LaunchException(string message, Exception? inner = null) : Exception(message, inner);
