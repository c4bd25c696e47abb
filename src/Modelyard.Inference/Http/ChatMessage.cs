namespace Modelyard.Inference;

/// <summary>One message as a template takes it: a role and plain text.</summary>
internal sealed record ChatMessage(string Role, string Content);
