using System.Collections.Frozen;
using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>
/// What pickles of weights import: tensors and how they are rebuilt, arrays and their types, plain containers. Each was judged by
/// what it can do when called with any arguments; nothing here runs code, opens files or loads further pickles.
/// </summary>
internal static class PickleAllowlist
{
    private static readonly string[] TorchTypes =
    [
        "float16", "bfloat16", "float32", "float64", "half", "float", "double", "complex32", "complex64", "complex128", "uint8", "uint16", "uint32", "uint64",
        "int8", "int16", "int32", "int64", "bool", "quint8", "qint8", "qint32", "quint4x2", "quint2x4", "float8_e4m3fn", "float8_e5m2", "float8_e4m3fnuz",
        "float8_e5m2fnuz", "float8_e8m0fnu", "float4_e2m1fn_x2", "per_tensor_affine", "per_tensor_symmetric", "per_channel_affine", "per_channel_symmetric",
        "per_channel_affine_float_qparams", "strided", "sparse_coo", "Size", "device", "Tensor",
    ];

    private static readonly string[] TorchElements =
        ["Float", "Double", "Half", "BFloat16", "Long", "Int", "Short", "Char", "Byte", "Bool", "ComplexFloat", "ComplexDouble", "QInt8", "QUInt8", "QInt32", "QUInt4x2", "QUInt2x4"];

    private static readonly string[] TorchRebuilders =
    [
        "_rebuild_tensor", "_rebuild_tensor_v2", "_rebuild_tensor_v3", "_rebuild_parameter", "_rebuild_parameter_with_state", "_rebuild_qtensor",
        "_rebuild_sparse_tensor", "_rebuild_sparse_csr_tensor", "_rebuild_meta_tensor_no_storage", "_rebuild_wrapper_subclass",
        "_rebuild_device_tensor_from_numpy", "_rebuild_device_tensor_from_cpu_tensor",
    ];

    private static readonly string[] NumpyTypes =
    [
        "bool_", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16", "float32", "float64", "longdouble", "complex64", "complex128",
        "str_", "bytes_", "dtype", "ndarray",
    ];

    private static readonly string[] NumpyTypeClasses =
    [
        "BoolDType", "Int8DType", "Int16DType", "Int32DType", "Int64DType", "UInt8DType", "UInt16DType", "UInt32DType", "UInt64DType", "Float16DType",
        "Float32DType", "Float64DType", "Complex64DType", "Complex128DType", "StrDType", "BytesDType", "ObjectDType",
    ];

    private static readonly string[] PlainTypes = ["set", "frozenset", "complex", "bytearray", "slice", "list", "dict", "tuple", "int", "float", "bool", "str"];

    private static readonly FrozenSet<PickleImport> Allowed = Table();

    internal static bool Allows(PickleImport import) => Allowed.Contains(import);

    private static FrozenSet<PickleImport> Table()
    {
        var table = new HashSet<PickleImport>
        {
            new("_codecs", "encode"),
            new("torch.nn.parameter", "Parameter"),
            new("torch.nn.parameter", "Buffer"),
            new("torch._tensor", "Tensor"),
            new("torch._tensor", "_rebuild_from_type_v2"),
            new("torch.serialization", "_get_layout"),
        };
        Add("collections", ["OrderedDict", "Counter", "defaultdict", "deque"]);
        Add("builtins", PlainTypes);
        Add("__builtin__", [.. PlainTypes, "unicode", "long"]);
        Add("torch", [.. TorchTypes, .. TorchElements.SelectMany(e => (string[])[e + "Storage", e + "Tensor"])]);
        Add("torch.cuda", [.. TorchElements.SelectMany(e => (string[])[e + "Storage", e + "Tensor"])]);
        Add("torch.storage", ["TypedStorage", "UntypedStorage", "_TypedStorage", "_UntypedStorage", .. TorchElements.Select(e => e + "Storage")]);
        Add("torch._utils", TorchRebuilders);
        Add("numpy", NumpyTypes);
        Add("numpy.dtypes", NumpyTypeClasses);
        foreach (var core in (string[])["numpy.core", "numpy._core"])
        {
            Add($"{core}.multiarray", ["_reconstruct", "scalar"]);
            Add($"{core}.numeric", ["_frombuffer"]);
        }

        Add("torch.jit._pickle", ["build_intlist", "build_tensorlist", "build_doublelist", "build_boollist", "build_tensor_from_id", "restore_type_tag"]);
        Add("numpy.random._pickle", ["__randomstate_ctor", "__generator_ctor", "__bit_generator_ctor"]);
        Add("numpy.random._mt19937", ["MT19937"]);
        Add("numpy.random._pcg64", ["PCG64"]);
        return table.ToFrozenSet();

        void Add(string module, IEnumerable<string> names) => table.UnionWith(names.Select(name => new PickleImport(module, name)));
    }
}
