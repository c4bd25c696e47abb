"""The tokenizer: a sentencepiece BPE, set up so that libllama's tokenizer gives the very same ids.

No normalisation, no prefix space and single digits: each is something the two sides could do differently.
The chat control tokens take the places of <s> and </s>; text never contains them, so each stretch between
them is encoded by itself, which is what libllama does.
"""
import io

import sentencepiece

import dialogues

VOCABULARY = 1536
START, END = 1, 2  # <|im_start|>, <|im_end|>


def train(path, seed=0, conversations=40000):
    source = dialogues.Source(seed)

    def texts():
        for _ in range(conversations):
            for role, content in source.conversation():
                yield role
                yield content
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=texts(), model_writer=model, model_type="bpe", vocab_size=VOCABULARY,
        byte_fallback=True, split_digits=True, character_coverage=0.9999, num_threads=1,
        normalization_rule_name="identity", add_dummy_prefix=False, remove_extra_whitespaces=False,
        unk_id=0, bos_id=START, bos_piece="<|im_start|>", eos_id=END, eos_piece="<|im_end|>", pad_id=-1,
        minloglevel=2)
    with open(path, "wb") as file:
        file.write(model.getvalue())


class Tokenizer:
    def __init__(self, path):
        self.pieces = sentencepiece.SentencePieceProcessor(model_file=path)
        self.newline = self.encode("\n")

    def encode(self, text):
        return self.pieces.encode(text)

    def decode(self, ids):
        return self.pieces.decode(ids)

    def prompt(self, messages):
        """ChatML up to the point where the assistant speaks."""
        ids = []
        for role, content in messages:
            ids += [START, *self.encode(f"{role}\n{content}"), END, *self.newline]
        return ids + [START, *self.encode("assistant\n")]

    def conversation(self, messages):
        """(ids, weights): a weight of one where the assistant speaks, up to and with its end token."""
        ids, weights = [], []
        for role, content in messages:
            head = [START, *self.encode(role + "\n")]
            body = self.encode(content) + [END]
            ids += head + body + self.newline
            weights += [0] * len(head) + [int(role == "assistant")] * len(body) + [0] * len(self.newline)
        return ids, weights


if __name__ == "__main__":
    import os
    import sys
    os.makedirs(os.path.dirname(sys.argv[1]) or ".", exist_ok=True)
    train(sys.argv[1])
