using System.Text;

namespace Modelyard.Tests.Library;

internal static class NpyBytes
{
    internal static byte[] Of(string description, byte[] content)
    {
        var header = Encoding.ASCII.GetBytes($"{{'descr': {description}, 'fortran_order': False, 'shape': (2,), }}\n");
        return [0x93, .. "NUMPY"u8, 1, 0, .. BitConverter.GetBytes((ushort)header.Length), .. header, .. content];
    }
}
