namespace Modelyard.Inference;

internal readonly record struct GgufTensor(string Name, long[] Dimensions, int Type, ulong Offset);
