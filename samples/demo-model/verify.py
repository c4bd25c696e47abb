"""Checks that libllama sees what was trained: same token ids, same prompts, same logits, same greedy answers.

verify.py <build folder> <gguf file>
"""
import os
import sys

import numpy as np
import torch

import dialogues
from libllama import Llama
from model import Model
from tokenizer import END, Tokenizer

ODD = ["", " ", "  two  spaces  ", "tab\there", "line\nbreak\n\n", "naïve café São Tomé Çelik", "日本の首都は?", "Москва", "emoji 🙂👍🏽",
       "1234567890 +1 246", "a" * 40, "<0x0A> <unk> </s>", "don't you'll N'Djamena", "▁", "\u00a0\u200b", "C#/.NET && x<=y;"]


def main(build, path):
    torch.set_num_threads(1)
    tokenizer, llama = Tokenizer(os.path.join(build, "tokenizer.model")), Llama(path)
    saved = torch.load(os.path.join(build, "checkpoint-0.pt"))
    model = Model(saved["config"]).eval()
    model.load_state_dict(saved["model"])
    source = dialogues.Source(77)
    conversations = [source.conversation() for _ in range(400)]

    texts = ODD + [content for messages in conversations for _, content in messages]
    wrong = [text for text in texts if tokenizer.encode(text) != llama.tokenize(text, special=False)]
    print(f"token ids: {len(texts) - len(wrong)} of {len(texts)} texts agree", *wrong[:5])

    prompts = [messages[:-1] for messages in conversations]
    wrong_prompts = [messages for messages in prompts if tokenizer.prompt(messages) != llama.tokenize(llama.template(messages))]
    print(f"prompts: {len(prompts) - len(wrong_prompts)} of {len(prompts)} agree", *wrong_prompts[:2])

    largest, same = 0.0, 0
    for messages in prompts[:200]:
        ids = tokenizer.prompt(messages)
        with torch.no_grad():
            ours = model(torch.tensor([ids]))[0, -1].numpy()
        llama.clear()
        largest = max(largest, float(np.abs(ours - llama.decode(ids)).max()))
        same += model.answer([ids], END)[0] == llama.complete(ids)
    print(f"logits: largest difference {largest:.4f}; greedy answers: {same} of 200 agree")
    sys.exit(bool(wrong or wrong_prompts or same < 190))


if __name__ == "__main__":
    main(*sys.argv[1:])
