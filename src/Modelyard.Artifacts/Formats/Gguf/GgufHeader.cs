using System.Globalization;

namespace Modelyard.Artifacts;

/// <summary>The header of a GGUF file, as far as it could be read, with everything that is wrong with it.</summary>
/// <param name="Values">Numbers, booleans and strings; arrays of strings where they describe the model. Vocabularies are not kept.</param>
/// <param name="DataStart">Where tensor data begins; null where the header ends before that is known.</param>
public sealed record GgufHeader(
    uint Version,
    IReadOnlyDictionary<string, object> Values,
    IReadOnlyList<GgufTensor> Tensors,
    long? DataStart,
    IReadOnlyList<FormatProblem> Problems)
{
    public string? Architecture => Text("general.architecture");

    public string? Text(string key) => Values.GetValueOrDefault(key) as string;

    public IReadOnlyList<string> Texts(string key) => Values.GetValueOrDefault(key) switch
    {
        string one => [one],
        string[] many => many,
        _ => [],
    };

    public long? Integer(string key) => Values.GetValueOrDefault(key) switch
    {
        null or string or string[] or bool or float or double => null,
        ulong huge when huge > long.MaxValue => long.MaxValue,
        IConvertible number => number.ToInt64(CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>A number of the architecture, such as <c>context_length</c>.</summary>
    public long? OfArchitecture(string key) => Architecture is { } architecture ? Integer($"{architecture}.{key}") : null;
}
