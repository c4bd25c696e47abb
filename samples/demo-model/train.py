"""Trains the model. Resumes from build/checkpoint-*.pt; writes progress to the standard output."""
import argparse
import collections
import ctypes
import os
import random
import time

# Two processes of one thread each are twice as fast as one of two threads: matrices this small spend
# their time in waiting for the other thread. OpenBLAS reads this once, when torch is loaded.
os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"
import torch
import torch.nn.functional as F

import dialogues
from model import Model
from tokenizer import END, Tokenizer

STATEMENTS = 0.03  # share of bare sentences, so that plain completion works too


def batches(tokenizer, seed, size):
    """Endless (ids, targets); conversations of like length share a batch, so little is spent on padding."""
    source = dialogues.Source(seed)
    rng = random.Random(seed)
    while True:
        pool = []
        for _ in range(4000):
            if rng.random() < STATEMENTS:
                ids = tokenizer.encode(source.statement()) + [END]
                pool.append((ids, [0] + [1] * (len(ids) - 1)))
            else:
                pool.append(tokenizer.conversation(source.conversation()))
        pool.sort(key=lambda item: len(item[0]))
        ready, batch = [], []
        for item in pool:
            if batch and (len(batch) + 1) * len(item[0]) > size:
                ready.append(batch)
                batch = []
            batch.append(item)
        rng.shuffle(ready)  # the unfinished last batch, the longest conversations, is drawn again with the next pool
        for batch in ready:
            length = max(len(ids) for ids, _ in batch)
            ids = torch.zeros(len(batch), length, dtype=torch.long)
            wanted = torch.zeros(len(batch), length, dtype=torch.bool)
            for row, (tokens, weights) in enumerate(batch):
                ids[row, :len(tokens)] = torch.tensor(tokens)
                wanted[row, :len(tokens)] = torch.tensor(weights, dtype=torch.bool)
            yield ids[:, :-1], ids[:, 1:], wanted[:, 1:]


class Muon(torch.optim.Optimizer):
    """Momentum whose update is made orthogonal: for weight matrices it needs about half the steps of AdamW."""

    def __init__(self, params, lr, momentum=0.95, weight_decay=0.0):
        super().__init__(params, dict(lr=lr, momentum=momentum, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                state = self.state[p]
                if not state:
                    state["momentum"] = torch.zeros_like(p)
                state["momentum"].mul_(group["momentum"]).add_(p.grad)
                update = orthogonal(p.grad + group["momentum"] * state["momentum"])
                p.mul_(1 - group["lr"] * group["weight_decay"])
                p.add_(update, alpha=-group["lr"] * 0.2 * max(p.shape) ** 0.5)


def orthogonal(x, steps=5):
    """Newton-Schulz iteration towards the nearest orthogonal matrix."""
    flip = x.shape[0] > x.shape[1]
    x = x.T if flip else x
    x = x / (x.norm() + 1e-7)
    for _ in range(steps):
        a = x @ x.T
        x = 3.4445 * x + (-4.7750 * a + 2.0315 * a @ a) @ x
    return x.T if flip else x


def score(model, tokenizer, seed, count):
    """Share of exactly right answers per kind on held-out phrasings."""
    source = dialogues.Source(seed, held_out=True)
    asked = [source.turn(kind) for kind in dialogues.KINDS for _ in range(count)]
    model.eval()
    given = model.answer([tokenizer.prompt([("user", question)]) for _, _, question, _ in asked], END)
    model.train()
    right = collections.Counter(kind for (kind, _, _, answer), ids in zip(asked, given) if tokenizer.decode(ids) == answer)
    return {kind: right[kind] / count for kind in dialogues.KINDS}


def schedule(step, steps, warm_up=100, level=0.4):
    """Up, level, then straight down to almost nothing: the level part is the same for any number of steps."""
    return min(1.0, (step + 1) / warm_up, max(0.01, (steps - step) / (steps * (1 - level))))


def keep_memory():
    """Has malloc keep what is freed: every step asks for the same sizes again, and fresh pages are slow."""
    libc = ctypes.CDLL(None)
    libc.mallopt(-4, 0)           # M_MMAP_MAX: no block gets a mapping of its own
    libc.mallopt(-1, 2**31 - 1)   # M_TRIM_THRESHOLD: nothing goes back to the system


def work(rank, args, model, gradients, barrier):
    """One of the workers. Each draws its own batches and updates its own share of the shared parameters."""
    keep_memory()
    torch.set_num_threads(1)
    tokenizer = Tokenizer(os.path.join(args.build, "tokenizer.model"))
    named = list(model.named_parameters())
    matrices = [p for n, p in named if p.dim() == 2 and "embedding" not in n][rank::args.workers]
    rest = [p for n, p in named if p.dim() == 1 or "embedding" in n] if rank == 0 else []
    optimizers = [Muon(matrices, args.rate, weight_decay=0.02)]
    if rest:
        optimizers.append(torch.optim.AdamW(rest, args.rate, betas=(0.9, 0.98), weight_decay=0.0))
    spans, start = {}, 0  # where each parameter lies in the shared gradients
    for _, p in named:
        spans[p] = slice(start, start + p.numel())
        start += p.numel()
    mine = matrices + rest

    checkpoint = os.path.join(args.build, f"checkpoint-{rank}.pt")
    step, spent, tokens = 0, 0.0, 0
    if os.path.exists(checkpoint):
        saved = torch.load(checkpoint)
        step, spent, tokens = saved["step"], saved["spent"], saved["tokens"]
        for optimizer, state in zip(optimizers, saved["optimizers"]):
            optimizer.load_state_dict(state)
        if rank == 0:
            model.load_state_dict(saved["model"])
    barrier.wait()
    # A resumed run draws fresh data: its seed depends on the step it starts from.
    data = batches(tokenizer, args.seed + 1000 * rank + 10000 * step, args.batch)
    losses, begun, last = [], time.time(), time.time()

    while step < args.steps:
        rate = args.rate * schedule(step, args.steps)
        ids, targets, wanted = next(data)
        loss = F.cross_entropy(model(ids, wanted), targets[wanted])
        for p in model.parameters():
            p.grad = None
        (loss / args.workers).backward()
        for p, span in spans.items():
            gradients[rank, span] = p.grad.flatten()
        barrier.wait()  # all gradients are there
        norm = gradients.sum(0).norm().item()
        for p in mine:
            p.grad = (gradients[:, spans[p]].sum(0) / max(1.0, norm)).view_as(p)
        for optimizer in optimizers:
            for group in optimizer.param_groups:
                group["lr"] = rate
            optimizer.step()
        step += 1
        tokens += ids.numel() * args.workers
        losses.append(loss.item())
        # All workers must agree on when to save, so it goes by steps.
        if step % args.save == 0 or step == args.steps:
            state = dict(model=model.state_dict() if rank == 0 else None, config=model.config, optimizers=[o.state_dict() for o in optimizers],
                         step=step, spent=spent + time.time() - begun, tokens=tokens)
            barrier.wait()  # the model is whole
            torch.save(state, checkpoint + ".new")
            os.replace(checkpoint + ".new", checkpoint)
        barrier.wait()  # all parameters are updated
        if rank == 0 and step % 50 == 0:
            seconds = spent + time.time() - begun
            print(f"step {step} loss {sum(losses) / len(losses):.4f} {tokens / seconds:.0f} tokens/s "
                  f"{seconds / 60:.1f} min", flush=True)
            losses = []
        if rank == 0 and (step % args.save == 0 or step == args.steps):
            scores = score(model, tokenizer, 1000 + step, 200 if step == args.steps else 30)
            print(f"step {step} held out: " + " ".join(f"{k} {v:.1%}" for k, v in scores.items()), flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", default="build")
    parser.add_argument("--steps", type=int, default=3600)
    parser.add_argument("--batch", type=int, default=3072, help="tokens a worker handles in a step")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rate", type=float, default=4e-3)
    parser.add_argument("--save", type=int, default=100, help="steps between checkpoints")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    model = Model().share_memory()
    size = sum(p.numel() for p in model.parameters())
    print(f"{size} parameters", flush=True)
    gradients = torch.zeros(args.workers, size).share_memory_()
    context = torch.multiprocessing.get_context("fork")
    barrier = context.Barrier(args.workers)
    torch.multiprocessing.start_processes(work, (args, model, gradients, barrier), args.workers, start_method="fork")


if __name__ == "__main__":
    main()
