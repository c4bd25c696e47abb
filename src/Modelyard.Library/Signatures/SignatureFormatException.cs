namespace Modelyard.Library;

/// <summary>What was taken for a signature is none, or one of a form that is not read here. The message goes on where "it" ends.</summary>
internal sealed class SignatureFormatException(string message, Exception? inner = null) : Exception(message, inner);
