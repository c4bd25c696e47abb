using System.Collections.Frozen;

namespace Modelyard.Library;

/// <summary>The names of tasks on Hugging Face, and what the class of a model tells about its task.</summary>
internal static class HubTasks
{
    private static readonly FrozenSet<string> Tasks = new[]
    {
        "text-generation", "text2text-generation", "feature-extraction", "sentence-similarity", "text-ranking", "text-classification", "token-classification", "question-answering",
        "fill-mask", "summarization", "translation", "zero-shot-classification", "image-text-to-text", "image-to-text", "image-classification", "image-feature-extraction",
        "object-detection", "image-segmentation", "text-to-image", "image-to-image", "automatic-speech-recognition", "text-to-speech", "audio-classification", "visual-question-answering",
        "document-question-answering", "any-to-any", "tabular-classification", "tabular-regression", "time-series-forecasting", "video-text-to-text", "audio-text-to-text",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly (string Suffix, string Task)[] ByClass =
    [
        ("ForCausalLM", "text-generation"),
        ("LMHeadModel", "text-generation"),
        ("ForConditionalGeneration", "text2text-generation"),
        ("ForSequenceClassification", "text-classification"),
        ("ForTokenClassification", "token-classification"),
        ("ForQuestionAnswering", "question-answering"),
        ("ForMaskedLM", "fill-mask"),
        ("ForImageClassification", "image-classification"),
        ("ForObjectDetection", "object-detection"),
        ("ForSemanticSegmentation", "image-segmentation"),
        ("ForSpeechSeq2Seq", "automatic-speech-recognition"),
        ("ForCTC", "automatic-speech-recognition"),
        ("Model", "feature-extraction"),
    ];

    internal static bool IsTask(string text) => Tasks.Contains(text);

    /// <param name="hasVision">Models of text and images share the class of translators.</param>
    internal static string? OfClass(string? name, bool hasVision)
    {
        var task = name is null ? null : ByClass.FirstOrDefault(c => name.EndsWith(c.Suffix, StringComparison.Ordinal)).Task;
        return task is "text2text-generation" && hasVision ? "image-text-to-text" : task;
    }
}
