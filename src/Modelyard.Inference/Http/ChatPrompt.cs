namespace Modelyard.Inference;

internal static class ChatPrompt
{
    internal static int[] Tokenize(ServedModel served, IReadOnlyList<ChatMessage> messages)
    {
        var vocabulary = served.Model.Vocabulary;
        var prompt = served.Template.Render(messages);
        var tokens = vocabulary.Tokenize(prompt, addSpecial: true, parseSpecial: true);

        // Some templates write the beginning-of-text token themselves.
        return tokens is [var first, var second, ..] && vocabulary.AddsBeginOfText && first == vocabulary.BeginOfText && second == first
            ? tokens[1..]
            : tokens;
    }
}
