namespace Modelyard.Artifacts;

public enum JsonToken
{
    StartObject,
    EndObject,
    StartArray,
    EndArray,
    Name,
    String,
    Number,

    /// <summary>true, false or null.</summary>
    Literal,
    End,
}
