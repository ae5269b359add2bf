"""Fine-tunes an encoder on the acts of texts and has it say what it sees in them.  See README.md.

    teach.py learn M TEXTS FOLD OUT    all but the articles of that fold (0 or 1)
    teach.py see M TEXTS WEIGHTS OUT   OUT.h.npy and OUT.p.npy: states and chances of kinds of all tokens"""
import os
import random
import sys

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../../grammar/train/teacher"))
import texts
from model import Encoder  # MiniLM's, with a vector that is added to each piece

WIDE = 384
WINDOW = 350  # pieces that are read together
SIZE = 2112  # pieces of a batch
EPOCHS, RATE = 4, 8e-5
PARTS = (60, 200, 400, 800, 1600)  # pieces before a part of a text begins


class Teacher(nn.Module):
    def __init__(self, folder):
        super().__init__()
        self.encoder = Encoder(folder)
        self.part = nn.Embedding(8, WIDE)
        nn.init.zeros_(self.part.weight)
        self.kind, self.state = nn.Linear(WIDE, len(texts.KINDS)), nn.Linear(WIDE, len(texts.STATES))

    def forward(self, ids, part):
        return self.encoder(ids, self.part(part))


def read(ts, pieces):
    """Pieces of each text, and the number of the token that each piece begins, or -1."""
    for t in ts:
        t["ids"], first = pieces.of(t)
        t["begins"] = np.full(len(t["ids"]), -1)
        for k in reversed(range(len(first))):
            t["begins"][first[k]] = k
        t["first"] = first


def cuts(t, train):
    """Windows of a text: (text, from, to), and for those that are to be seen what counts of each."""
    n = len(t["ids"])
    if train:
        at = -random.randrange(WINDOW) if n > WINDOW else 0
        out = [(max(0, a), min(n, a + WINDOW)) for a in range(at, n, WINDOW)]
        return [(t, max(0, min(a, b - 60)), b) for a, b in out]
    out, at = [], 0
    while True:
        b = min(n, at + WINDOW)
        out.append((max(0, b - WINDOW) if b == n else at, b))
        if b == n:
            break
        at += WINDOW * 3 // 5
    half = [0] + [(a + b) // 2 for (_, b), (a, _) in zip(out, out[1:])] + [n]
    return [(t, a, b, half[k], half[k + 1]) for k, (a, b) in enumerate(out)]


def batches(windows, size, shuffle):
    windows = sorted(windows, key=lambda w: (w[2] - w[1]) // 50 + random.random() * 2)
    out, batch = [], []
    for w in windows:
        if batch and (max(x[2] - x[1] for x in batch + [w]) + 2) * (len(batch) + 1) > size:
            out.append(batch)
            batch = []
        batch.append(w)
    out.append(batch)
    if shuffle:
        random.shuffle(out)
    return out


def lay(batch):
    wide = max(w[2] - w[1] for w in batch) + 2
    ids, part = torch.zeros(len(batch), wide, dtype=torch.long), torch.zeros(len(batch), wide, dtype=torch.long)
    for r, w in enumerate(batch):
        t, a, b = w[:3]
        ids[r, :b - a + 2] = torch.tensor([101] + t["ids"][a:b] + [102])
        part[r, 1:b - a + 1] = torch.tensor([sum(i >= p for p in PARTS) for i in range(a, b)])
    return ids, part


def learn(folder, prefix, fold, out):
    torch.manual_seed(1)
    random.seed(1)
    ts, n = texts.load(prefix)
    kind, state = texts.labels(ts, n)
    ts = [t for t in ts if t["sort"] == "item" or t["sort"] == "article" and t["fold"] != int(fold)]
    read(ts, texts.Pieces(folder))
    model = Teacher(folder)
    low = [p for name, p in model.named_parameters() if p.requires_grad and name.startswith("encoder.")]
    high = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    adam = torch.optim.AdamW([dict(params=low, lr=RATE), dict(params=high, lr=10 * RATE)], weight_decay=.01)
    course = lambda: batches([w for t in ts for w in cuts(t, True)], SIZE, True)
    steps, step = EPOCHS * len(course()), 0
    for epoch in range(EPOCHS):
        for batch in course():
            ids, part = lay(batch)
            want, status = torch.full(ids.shape, -100), torch.full(ids.shape, -100)
            for r, (t, a, b) in enumerate(batch):
                k = t["begins"][a:b]
                at = t["at"] + np.maximum(k, 0)
                want[r, 1:b - a + 1] = torch.from_numpy(np.where(k >= 0, kind[at], -100))
                status[r, 1:b - a + 1] = torch.from_numpy(np.where(k >= 0, state[at], -100))
            for g, rate in zip(adam.param_groups, (RATE, 10 * RATE)):
                g["lr"] = rate * min(1, step / (.08 * steps)) * max(0, 1 - step / steps)
            with torch.autocast("cpu", torch.bfloat16):
                h = F.dropout(model(ids, part), .1)
                y, s = model.kind(h).float(), model.state(h).float()
            loss = F.cross_entropy(y.flatten(0, 1), want.flatten(), ignore_index=-100)
            if (status >= 0).any():
                loss = loss + .03 * F.cross_entropy(s.flatten(0, 1), status.flatten(), ignore_index=-100)
            texts.follow(model, adam, loss)
            step += 1
            if step % 100 == 0:
                print(step, steps, round(float(loss.detach()), 4), flush=True)
    torch.save(model.state_dict(), out)


@torch.no_grad()
def see(folder, prefix, weights, out):
    ts, n = texts.load(prefix)
    read(ts, texts.Pieces(folder))
    model = Teacher(folder)
    model.load_state_dict(torch.load(weights))
    model.eval()
    hidden = np.lib.format.open_memmap(out + ".h.npy", "w+", np.float16, (n, WIDE))
    chances = np.lib.format.open_memmap(out + ".p.npy", "w+", np.float16, (n, len(texts.KINDS)))
    for batch in batches([w for t in ts for w in cuts(t, False)], 6000, False):
        with torch.autocast("cpu", torch.bfloat16):
            h = model(*lay(batch))
            p = model.kind(h).float().softmax(-1).numpy()
        h = h.float().numpy()
        for r, (t, a, _, lo, hi) in enumerate(batch):
            first = np.array(t["first"])
            k = np.flatnonzero((first >= lo) & (first < hi))
            hidden[t["at"] + k], chances[t["at"] + k] = h[r, first[k] - a + 1], p[r, first[k] - a + 1]


if __name__ == "__main__":
    torch.set_num_threads(1)
    {"learn": learn, "see": see}[sys.argv[1]](*sys.argv[2:])
