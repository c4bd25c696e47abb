"""Writes GGUF files, version 3: what this model needs of the format, and no more."""
import struct

import numpy as np

UINT32, INT32, FLOAT32, BOOL, STRING, ARRAY = 4, 5, 6, 7, 8, 9
ALIGNMENT = 32
FORMATS = {"F32": 0, "F16": 1, "Q8_0": 8}


def text(value):
    data = value.encode("utf-8")
    return struct.pack("<Q", len(data)) + data


def scalar(kind, value):
    return text(value) if kind == STRING else struct.pack({UINT32: "<I", INT32: "<i", FLOAT32: "<f", BOOL: "<?"}[kind], value)


def typed(value):
    """The type id and the bytes of a metadata value; integers are unsigned, but signed in arrays, as libllama has them."""
    if isinstance(value, list):
        kind = STRING if isinstance(value[0], str) else FLOAT32 if isinstance(value[0], float) else INT32
        return ARRAY, struct.pack("<IQ", kind, len(value)) + b"".join(scalar(kind, item) for item in value)
    kind = {bool: BOOL, int: UINT32, float: FLOAT32, str: STRING}[type(value)]
    return kind, scalar(kind, value)


def packed(array, form):
    """The bytes of a tensor. Q8_0 is blocks of 32 values along the row: one half-precision scale, then signed bytes."""
    if form == "F32":
        return array.astype("<f4").tobytes()
    if form == "F16":
        return array.astype("<f2").tobytes()
    blocks = array.astype(np.float32).reshape(-1, 32)
    scales = np.abs(blocks).max(1, keepdims=True) / 127
    inverse = np.divide(1.0, scales, out=np.zeros_like(scales), where=scales > 0)
    values = blocks * inverse
    values = np.trunc(values + np.copysign(0.5, values))  # halves away from zero, as ggml rounds
    result = np.empty(len(blocks), dtype=[("scale", "<f2"), ("values", "i1", 32)])
    result["scale"], result["values"] = scales[:, 0], values
    return result.tobytes()


def write(path, metadata, tensors):
    """tensors: (name, array, format) in the order they are stored."""
    head = bytearray(b"GGUF" + struct.pack("<IQQ", 3, len(tensors), len(metadata)))
    for key, value in metadata.items():
        kind, data = typed(value)
        head += text(key) + struct.pack("<I", kind) + data
    data = bytearray()
    for name, array, form in tensors:
        data += bytes(-len(data) % ALIGNMENT)
        head += text(name) + struct.pack("<I", array.ndim)
        head += b"".join(struct.pack("<Q", size) for size in reversed(array.shape))  # fastest dimension first
        head += struct.pack("<IQ", FORMATS[form], len(data))
        data += packed(array, form)
    head += bytes(-len(head) % ALIGNMENT)
    with open(path, "wb") as file:
        file.write(head + data)
