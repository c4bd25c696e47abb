"""Writes a checkpoint as GGUF: export.py <build folder> <target file> [Q8_0|F16|F32]"""
import os
import sys

import torch

import gguf
from tokenizer import END, START, Tokenizer

TEMPLATE = ("{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n' }}"
            "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}")
NORMAL, UNKNOWN, CONTROL, BYTE = 1, 2, 3, 6  # libllama's token types

LAYER = {"attention_norm": "attn_norm", "query": "attn_q", "key": "attn_k", "value": "attn_v", "output": "attn_output",
         "feed_norm": "ffn_norm", "gate": "ffn_gate", "up": "ffn_up", "down": "ffn_down"}


def metadata(config, tokenizer, form):
    pieces = tokenizer.pieces
    ids = range(pieces.get_piece_size())

    def kind(i):
        return UNKNOWN if pieces.is_unknown(i) else CONTROL if pieces.is_control(i) else BYTE if pieces.is_byte(i) else NORMAL
    return {
        "general.architecture": "llama",
        "general.type": "model",
        "general.name": "Atlas",
        "general.basename": "atlas",
        "general.description": "A small chat model that knows facts about countries and says so when asked for anything else.",
        "general.author": "Modelyard",
        "general.organization": "Modelyard",
        "general.size_label": "3.4M",
        "general.license": "apache-2.0",
        "general.tags": ["text-generation", "chat", "demo"],
        "general.languages": ["en"],
        "general.file_type": {"F32": 0, "F16": 1, "Q8_0": 7}[form],
        "general.quantization_version": 2,
        "llama.vocab_size": config["vocabulary"],
        "llama.context_length": config["context"],
        "llama.embedding_length": config["width"],
        "llama.block_count": config["layers"],
        "llama.feed_forward_length": config["hidden"],
        "llama.rope.dimension_count": config["width"] // config["heads"],
        "llama.rope.freq_base": config["rope_base"],
        "llama.attention.head_count": config["heads"],
        "llama.attention.head_count_kv": config["heads"],
        "llama.attention.layer_norm_rms_epsilon": config["epsilon"],
        "tokenizer.ggml.model": "llama",
        "tokenizer.ggml.pre": "default",
        "tokenizer.ggml.tokens": [pieces.id_to_piece(i) for i in ids],
        "tokenizer.ggml.scores": [pieces.get_score(i) for i in ids],
        "tokenizer.ggml.token_type": [kind(i) for i in ids],
        "tokenizer.ggml.bos_token_id": START,
        "tokenizer.ggml.eos_token_id": END,
        "tokenizer.ggml.eot_token_id": END,
        "tokenizer.ggml.unknown_token_id": 0,
        "tokenizer.ggml.add_bos_token": False,
        "tokenizer.ggml.add_eos_token": False,
        "tokenizer.ggml.add_space_prefix": False,
        "tokenizer.chat_template": TEMPLATE,
    }


def tensors(state, config, form):
    def matrix(name):
        return state[name].float().numpy()
    yield "token_embd.weight", matrix("embedding.weight"), form  # without an output matrix, libllama uses this one
    yield "output_norm.weight", matrix("norm.weight"), "F32"
    for layer in range(config["layers"]):
        for ours, theirs in LAYER.items():
            array = matrix(f"layers.{layer}.{ours}.weight")
            yield f"blk.{layer}.{theirs}.weight", array, "F32" if array.ndim == 1 else form


def main(build, target, form="Q8_0"):
    saved = torch.load(os.path.join(build, "checkpoint-0.pt"))
    tokenizer = Tokenizer(os.path.join(build, "tokenizer.model"))
    folder = os.path.dirname(target)
    if folder:
        os.makedirs(folder, exist_ok=True)
    # Whoever has the old file open keeps it; nobody ever sees half of the new one.
    gguf.write(target + ".new", metadata(saved["config"], tokenizer, form), list(tensors(saved["model"], saved["config"], form)))
    os.replace(target + ".new", target)
    print(f"{target}: {os.path.getsize(target)} bytes, {form}, step {saved['step']}")


if __name__ == "__main__":
    main(*sys.argv[1:])
