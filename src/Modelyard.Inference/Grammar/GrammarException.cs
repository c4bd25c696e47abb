namespace Modelyard.Inference;

/// <summary>A schema or grammar that cannot constrain the output; the message names what is not supported.</summary>
internal sealed class GrammarException(string message) : Exception(message);
