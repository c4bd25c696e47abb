using System.Globalization;

namespace Modelyard.Inference;

/// <summary>
/// A conversation as tokens. The template's own markers become control tokens; the same characters inside a message stay
/// characters, or a user could write the turns of others.
/// </summary>
internal static class ChatPrompt
{
    internal static int[] Tokenize(ServedModel served, IReadOnlyList<ChatMessage> messages)
    {
        var vocabulary = served.Model.Vocabulary;
        var prompt = served.Template.Render(messages);
        var tokens = messages.Any(m => HasMarkers(vocabulary, m.Content))
            ? InParts(served, messages)
            : vocabulary.Tokenize(prompt, addSpecial: true, parseSpecial: true);

        // Some templates write the beginning-of-text token themselves.
        return tokens is [var first, var second, ..] && vocabulary.AddsBeginOfText && first == vocabulary.BeginOfText && second == first
            ? tokens[1..]
            : tokens;
    }

    private static bool HasMarkers(Vocabulary vocabulary, string content) =>
        vocabulary.Tokenize(content, addSpecial: false, parseSpecial: true).Any(vocabulary.IsMarker);

    // Only here: text cut into parts can come out in other tokens than the whole, which a model would not have been trained on.
    private static int[] InParts(ServedModel served, IReadOnlyList<ChatMessage> messages)
    {
        var vocabulary = served.Model.Vocabulary;
        var marks = messages.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"\uE000{i}\uE001")).ToArray();
        var frame = served.Template.Render([.. messages.Select((m, i) => m with { Content = marks[i] })]);
        var tokens = new List<int>();
        for (var i = 0; i < messages.Count; i++)
        {
            var at = frame.IndexOf(marks[i], StringComparison.Ordinal);
            if (at < 0)
            {
                throw ApiException.BadRequest(
                    $"Invalid 'messages[{i}].content': it has markers of the chat template, which this template gives no safe place.", $"messages[{i}].content");
            }

            tokens.AddRange(vocabulary.Tokenize(frame[..at], addSpecial: i == 0, parseSpecial: true));
            tokens.AddRange(vocabulary.Tokenize(messages[i].Content, addSpecial: false, parseSpecial: false));
            frame = frame[(at + marks[i].Length)..];
        }

        tokens.AddRange(vocabulary.Tokenize(frame, addSpecial: false, parseSpecial: true));
        return [.. tokens];
    }
}
