using System.Collections.Frozen;

namespace Modelyard.Inference;

/// <summary>Storage of one tensor type: <paramref name="BlockBytes"/> bytes for every <paramref name="BlockSize"/> elements.</summary>
internal readonly record struct GgmlType(string Name, int BlockSize, int BlockBytes)
{
    internal const int F32 = 0;

    // As ggml_blck_size and ggml_type_size report them in the pinned release.
    internal static readonly FrozenDictionary<int, GgmlType> ById = new Dictionary<int, GgmlType>
    {
        [F32] = new("f32", 1, 4),
        [1] = new("f16", 1, 2),
        [2] = new("q4_0", 32, 18),
        [3] = new("q4_1", 32, 20),
        [6] = new("q5_0", 32, 22),
        [7] = new("q5_1", 32, 24),
        [8] = new("q8_0", 32, 34),
        [9] = new("q8_1", 32, 36),
        [10] = new("q2_K", 256, 84),
        [11] = new("q3_K", 256, 110),
        [12] = new("q4_K", 256, 144),
        [13] = new("q5_K", 256, 176),
        [14] = new("q6_K", 256, 210),
        [15] = new("q8_K", 256, 292),
        [16] = new("iq2_xxs", 256, 66),
        [17] = new("iq2_xs", 256, 74),
        [18] = new("iq3_xxs", 256, 98),
        [19] = new("iq1_s", 256, 50),
        [20] = new("iq4_nl", 32, 18),
        [21] = new("iq3_s", 256, 110),
        [22] = new("iq2_s", 256, 82),
        [23] = new("iq4_xs", 256, 136),
        [24] = new("i8", 1, 1),
        [25] = new("i16", 1, 2),
        [26] = new("i32", 1, 4),
        [27] = new("i64", 1, 8),
        [28] = new("f64", 1, 8),
        [29] = new("iq1_m", 256, 56),
        [30] = new("bf16", 1, 2),
        [34] = new("tq1_0", 256, 54),
        [35] = new("tq2_0", 256, 66),
        [39] = new("mxfp4", 32, 17),
        [40] = new("nvfp4", 64, 36),
        [41] = new("q1_0", 128, 18),
        [42] = new("q2_0", 64, 18),
    }.ToFrozenDictionary();
}
