using System.Text;

namespace Modelyard.Tests.Library;

internal static class SafetensorsBytes
{
    internal const string OneTensor = """{"__metadata__":{"format":"pt"},"w":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}}""";

    internal static byte[] Of(string header = OneTensor, int data = 16, ulong? length = null)
    {
        var json = Encoding.UTF8.GetBytes(header);
        return [.. BitConverter.GetBytes(length ?? (ulong)json.Length), .. json, .. new byte[data]];
    }
}
