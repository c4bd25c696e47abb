"""The few calls of libllama that the checks need, through ctypes.

Structs that libllama hands over by value are taken as opaque bytes, of which only the fields changed here are
named; they follow the llama.h of the version that package.json pins.
"""
import ctypes as c
import glob
import os

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
LIBRARIES = os.environ.get("LIBLLAMA", os.path.join(HERE, "node_modules", "@node-llama-cpp", "linux-x64", "bins", "linux-x64"))


class ModelParams(c.Structure):
    _fields_ = [("devices", c.c_void_p), ("overrides", c.c_void_p), ("n_gpu_layers", c.c_int32), ("enums", c.c_int32 * 3),
                ("main_gpu", c.c_int32), ("tensor_split", c.c_void_p), ("progress", c.c_void_p * 2), ("kv_overrides", c.c_void_p),
                ("flags", c.c_bool * 6)]


class ContextParams(c.Structure):
    _fields_ = [("n_ctx", c.c_uint32), ("n_batch", c.c_uint32), ("n_ubatch", c.c_uint32), ("n_seq_max", c.c_uint32),
                ("more", c.c_uint32 * 3), ("n_threads", c.c_int32), ("n_threads_batch", c.c_int32), ("enums", c.c_int32 * 5),
                ("rope", c.c_float * 6), ("yarn_orig_ctx", c.c_uint32), ("defrag", c.c_float), ("callback", c.c_void_p * 2),
                ("types", c.c_int32 * 2), ("abort", c.c_void_p * 2), ("flags", c.c_bool * 6), ("samplers", c.c_void_p),
                ("n_samplers", c.c_size_t), ("other", c.c_void_p)]


class Batch(c.Structure):
    _fields_ = [("n_tokens", c.c_int32), ("token", c.c_void_p), ("embd", c.c_void_p), ("pos", c.c_void_p),
                ("n_seq_id", c.c_void_p), ("seq_id", c.c_void_p), ("logits", c.c_void_p)]


class Message(c.Structure):
    _fields_ = [("role", c.c_char_p), ("content", c.c_char_p)]


def load_libraries():
    def load(pattern):
        return c.CDLL(sorted(glob.glob(os.path.join(LIBRARIES, pattern)))[0], mode=c.RTLD_GLOBAL)
    load("libggml-base.so*")
    ggml, llama = load("libggml.*so*"), load("libllama.*so*")
    for name, result, *arguments in [
            ("llama_model_default_params", ModelParams), ("llama_context_default_params", ContextParams),
            ("llama_model_load_from_file", c.c_void_p, c.c_char_p, ModelParams), ("llama_model_get_vocab", c.c_void_p, c.c_void_p),
            ("llama_init_from_model", c.c_void_p, c.c_void_p, ContextParams), ("llama_get_memory", c.c_void_p, c.c_void_p),
            ("llama_memory_clear", None, c.c_void_p, c.c_bool), ("llama_decode", c.c_int32, c.c_void_p, Batch),
            ("llama_batch_get_one", Batch, c.c_void_p, c.c_int32), ("llama_vocab_is_eog", c.c_bool, c.c_void_p, c.c_int32),
            ("llama_get_logits_ith", c.POINTER(c.c_float), c.c_void_p, c.c_int32),
            ("llama_tokenize", c.c_int32, c.c_void_p, c.c_char_p, c.c_int32, c.c_void_p, c.c_int32, c.c_bool, c.c_bool),
            ("llama_detokenize", c.c_int32, c.c_void_p, c.c_void_p, c.c_int32, c.c_char_p, c.c_int32, c.c_bool, c.c_bool),
            ("llama_model_chat_template", c.c_char_p, c.c_void_p, c.c_char_p), ("llama_vocab_n_tokens", c.c_int32, c.c_void_p),
            ("llama_model_n_params", c.c_uint64, c.c_void_p),
            ("llama_chat_apply_template", c.c_int32, c.c_char_p, c.POINTER(Message), c.c_size_t, c.c_bool, c.c_char_p, c.c_int32)]:
        function = getattr(llama, name)
        function.restype, function.argtypes = result, arguments
    silent = c.CFUNCTYPE(None, c.c_int, c.c_char_p, c.c_void_p)(lambda *_: None)
    llama.llama_log_set(silent, None)
    llama.silent = silent  # the library keeps the pointer, so the object must live
    ggml.ggml_backend_load_all_from_path(LIBRARIES.encode())
    return llama


class Llama:
    def __init__(self, path, context=1024, threads=1):
        self.lib = load_libraries()
        params = self.lib.llama_model_default_params()
        params.n_gpu_layers = 0
        self.model = self.lib.llama_model_load_from_file(path.encode(), params)
        if not self.model:
            raise OSError(f"libllama does not load {path}")
        self.vocab = self.lib.llama_model_get_vocab(self.model)
        self.size = self.lib.llama_vocab_n_tokens(self.vocab)
        params = self.lib.llama_context_default_params()
        params.n_ctx = params.n_batch = context
        params.n_threads = params.n_threads_batch = threads
        self.context = self.lib.llama_init_from_model(self.model, params)

    def parameters(self):
        return self.lib.llama_model_n_params(self.model)

    def template(self, messages):
        """The prompt as libllama itself formats it with the template in the file."""
        array = (Message * len(messages))(*[(role.encode(), content.encode()) for role, content in messages])
        stored = self.lib.llama_model_chat_template(self.model, None)
        buffer = c.create_string_buffer(1 << 16)
        length = self.lib.llama_chat_apply_template(stored, array, len(messages), True, buffer, len(buffer))
        if length < 0:
            raise ValueError("libllama does not know the chat template")
        return buffer.raw[:length].decode()

    def tokenize(self, text, special=True):
        data = text.encode()
        ids = (c.c_int32 * (len(data) + 8))()
        count = self.lib.llama_tokenize(self.vocab, data, len(data), ids, len(ids), True, special)
        return list(ids[:count])

    def detokenize(self, ids):
        buffer = c.create_string_buffer(16 * len(ids) + 64)
        length = self.lib.llama_detokenize(self.vocab, (c.c_int32 * len(ids))(*ids), len(ids), buffer, len(buffer), False, False)
        return buffer.raw[:length].decode("utf-8", "replace")

    def decode(self, ids):
        """Feeds tokens behind those already there; the logits after the last one."""
        array = (c.c_int32 * len(ids))(*ids)
        if self.lib.llama_decode(self.context, self.lib.llama_batch_get_one(array, len(ids))):
            raise RuntimeError("llama_decode failed")
        return np.ctypeslib.as_array(self.lib.llama_get_logits_ith(self.context, -1), (self.size,)).copy()

    def clear(self):
        self.lib.llama_memory_clear(self.lib.llama_get_memory(self.context), True)

    def complete(self, ids, limit=64):
        """Greedy continuation of a prompt."""
        self.clear()
        result, logits = [], self.decode(ids)
        while len(result) < limit:
            token = int(logits.argmax())
            if self.lib.llama_vocab_is_eog(self.vocab, token):
                break
            result.append(token)
            logits = self.decode([token])
        return result

    def answer(self, messages):
        return self.detokenize(self.complete(self.tokenize(self.template(messages))))
