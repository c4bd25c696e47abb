"""The model: a small Llama (RMS norm, rotary positions on adjacent pairs, SwiGLU, tied embedding)."""
import torch
import torch.nn.functional as F
from torch import nn

CONFIG = dict(vocabulary=1536, width=256, layers=4, heads=8, hidden=640, context=1024, rope_base=10000.0, epsilon=1e-5)


class Norm(nn.Module):
    def __init__(self, width, epsilon):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.epsilon = epsilon

    def forward(self, x):
        return x * (torch.rsqrt(x.square().mean(-1, keepdim=True) + self.epsilon) * self.weight)


class Layer(nn.Module):
    def __init__(self, c):
        super().__init__()
        width, hidden = c["width"], c["hidden"]
        self.heads = c["heads"]
        self.attention_norm = Norm(width, c["epsilon"])
        self.query, self.key, self.value, self.output = (nn.Linear(width, width, bias=False) for _ in range(4))
        self.feed_norm = Norm(width, c["epsilon"])
        self.gate, self.up = (nn.Linear(width, hidden, bias=False) for _ in range(2))
        self.down = nn.Linear(hidden, width, bias=False)

    def forward(self, x, cos, sin, mask):
        rows, length, width = x.shape
        h = self.attention_norm(x)

        def heads(y):
            return y.view(rows, length, self.heads, -1).transpose(1, 2)
        q, k, v = rotate(heads(self.query(h)), cos, sin), rotate(heads(self.key(h)), cos, sin), heads(self.value(h))
        scores = q @ (k.transpose(-1, -2) * (q.shape[-1] ** -0.5)) + mask
        mixed = (scores.softmax(-1) @ v).transpose(1, 2).reshape(rows, length, width)
        x = x + self.output(mixed)
        h = self.feed_norm(x)
        return x + self.down(F.silu(self.gate(h)) * self.up(h))


def rotate(x, cos, sin):
    """Rotary positions as libllama's llama architecture has them: over pairs of neighbours."""
    a, b = x[..., 0::2], x[..., 1::2]
    return torch.stack((a * cos - b * sin, a * sin + b * cos), -1).flatten(-2)


class Model(nn.Module):
    def __init__(self, config=CONFIG):
        super().__init__()
        c = self.config = config
        self.embedding = nn.Embedding(c["vocabulary"], c["width"])
        self.layers = nn.ModuleList(Layer(c) for _ in range(c["layers"]))
        self.norm = Norm(c["width"], c["epsilon"])
        for name, p in self.named_parameters():
            if p.dim() == 2:  # the two matrices that write to the residual stream start smaller
                scale = (2 * c["layers"]) ** -0.5 if "output" in name or "down" in name else 1.0
                nn.init.normal_(p, std=0.02 if "embedding" in name else scale * p.shape[1] ** -0.5)
        size = c["width"] // c["heads"]
        angles = torch.outer(torch.arange(c["context"]).float(), c["rope_base"] ** (-torch.arange(0, size, 2).float() / size))
        self.register_buffer("cos", angles.cos(), persistent=False)
        self.register_buffer("sin", angles.sin(), persistent=False)
        self.register_buffer("mask", torch.full((c["context"],) * 2, float("-inf")).triu(1), persistent=False)

    def forward(self, ids, wanted=None):
        """Logits at every position, or only where wanted is true: most positions ask for none."""
        n = ids.shape[1]
        x = self.embedding(ids)
        for layer in self.layers:
            x = layer(x, self.cos[:n], self.sin[:n], self.mask[:n, :n])
        x = self.norm(x if wanted is None else x[wanted])
        return F.linear(x, self.embedding.weight)

    @torch.no_grad()
    def answer(self, prompts, end, limit=64):
        """Greedy continuations of many prompts; those of one length run together."""
        results = [None] * len(prompts)
        by_length = {}
        for i, prompt in enumerate(prompts):
            by_length.setdefault(len(prompt), []).append(i)
        for indices in by_length.values():
            ids = torch.tensor([prompts[i] for i in indices])
            start, done = ids.shape[1], torch.zeros(len(indices), dtype=torch.bool)
            for _ in range(limit):
                at_end = torch.zeros(ids.shape, dtype=torch.bool)
                at_end[:, -1] = True
                step = self(ids, at_end).argmax(-1)
                ids = torch.cat((ids, step[:, None]), 1)
                done |= step == end
                if done.all():
                    break
            for row, i in zip(ids[:, start:].tolist(), indices):
                results[i] = row[:row.index(end)] if end in row else row
        return results
