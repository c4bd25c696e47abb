namespace Modelyard.Artifacts;

/// <summary>How a field of a protobuf message is stored.</summary>
internal enum ProtobufWire
{
    Varint = 0,
    Fixed64 = 1,
    Bytes = 2,
    Fixed32 = 5,
}
