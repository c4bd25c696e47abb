namespace Modelyard.Inference;

/// <summary>What the APIs that lead conversations call what all of them have.</summary>
/// <param name="Messages">The member with the conversation.</param>
/// <param name="Roles">Who may speak in it.</param>
/// <param name="TextTypes">The types of parts of a message that are text; the first is the one to recommend.</param>
/// <param name="MaxTokens">The members that bound the answer; the first that is there counts.</param>
/// <param name="Stop">The member with texts that end the answer; null where there is none.</param>
/// <param name="HasChoices">Whether several answers can be asked for at once.</param>
internal sealed record ChatDialect(
    string Messages, IReadOnlyList<string> Roles, IReadOnlyList<string> TextTypes, IReadOnlyList<string> MaxTokens, string? Stop, bool HasChoices)
{
    private static readonly string[] OpenAIRoles = ["system", "developer", "user", "assistant"];

    internal static readonly ChatDialect Chat = new("messages", OpenAIRoles, ["text"], ["max_completion_tokens", "max_tokens"], "stop", HasChoices: true);
    internal static readonly ChatDialect OpenAIResponses = new("input", OpenAIRoles, ["input_text", "output_text"], ["max_output_tokens"], Stop: null, HasChoices: false);
    internal static readonly ChatDialect AnthropicMessages = new("messages", ["user", "assistant"], ["text"], ["max_tokens"], "stop_sequences", HasChoices: false);
}
