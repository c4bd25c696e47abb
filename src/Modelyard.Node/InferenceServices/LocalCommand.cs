using System.Text;
using System.Text.Json;
using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>
/// How a container whose image has no local program is started: <c>modelyard.dev/local-command</c>, as a JSON array or as words with quotes.
/// </summary>
/// <remarks>
/// On a runtime it stands for the runtime's command and arguments, and the predictor's own arguments still follow; on a service it is all there is.
/// </remarks>
internal static class LocalCommand
{
    public static void Apply(Container container, InferenceService service, SelectedRuntime? runtime, List<string>? ownArguments)
    {
        if (Find(service) is { } own)
        {
            container.Command = Words(own, service);
            container.Args = null;
        }
        else if (runtime is not null && Find(runtime) is { } offered)
        {
            container.Command = Words(offered, service);
            container.Args = ownArguments;
        }
    }

    /// <summary>Splits as a shell would, without any of its substitutions.</summary>
    /// <exception cref="FormatException">A quote is not closed, or there is no word.</exception>
    internal static List<string> Split(string text)
    {
        if (text.AsSpan().TrimStart().StartsWith("["))
        {
            try
            {
                return JsonSerializer.Deserialize<List<string>>(text, ApiJson.Options) is { Count: > 0 } list
                    ? list
                    : throw new FormatException("it is an empty list");
            }
            catch (JsonException e)
            {
                throw new FormatException("it starts with \"[\" but is not a JSON array of strings", e);
            }
        }

        var words = new List<string>();
        StringBuilder? word = null;
        char? quote = null;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote is null && char.IsWhiteSpace(c))
            {
                if (word is not null)
                {
                    words.Add(word.ToString());
                    word = null;
                }
            }
            else if (quote is null && c is '"' or '\'')
            {
                quote = c;
                word ??= new StringBuilder();
            }
            else if (c == quote)
            {
                quote = null;
            }
            else if (c == '\\' && quote != '\'' && i + 1 < text.Length)
            {
                (word ??= new StringBuilder()).Append(text[++i]);
            }
            else
            {
                (word ??= new StringBuilder()).Append(c);
            }
        }

        if (quote is not null)
        {
            throw new FormatException($"the quote {quote} is not closed");
        }

        if (word is not null)
        {
            words.Add(word.ToString());
        }

        return words.Count > 0 ? words : throw new FormatException("it is empty");
    }

    private static string? Find(InferenceService service) =>
        service.Spec.Predictor?.Annotations?.GetValueOrDefault(Annotations.LocalCommand)
        ?? service.Metadata.Annotations?.GetValueOrDefault(Annotations.LocalCommand);

    private static string? Find(SelectedRuntime runtime) =>
        runtime.Meta.Annotations?.GetValueOrDefault(Annotations.LocalCommand) ?? runtime.Spec.Annotations?.GetValueOrDefault(Annotations.LocalCommand);

    private static List<string> Words(string text, InferenceService service)
    {
        try
        {
            return [.. Split(text).Select(word => GoTemplate.Evaluate(word, service.Metadata))];
        }
        catch (FormatException e)
        {
            throw new PredictorRejectedException(
                FailureReason.InvalidPredictorSpec, $"The annotation {Annotations.LocalCommand} cannot be read: {e.Message}. It says: {text}");
        }
    }
}
