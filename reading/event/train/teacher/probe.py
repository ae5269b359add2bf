"""Teaches the probe on the grammar's trunk what readers put on record and what two teachers see, each
of which has learned from the articles of the other fold, and writes it as Go reads it.  See README.md.

    probe.py M TEXTS SEEN0 SEEN1 OUT [ROUNDS]    OUT.pt and OUT, the weights file"""
import collections
import json
import random
import struct
import sys

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
import zstandard
from safetensors.torch import load_file
from tokenizers import Tokenizer

import texts

DIM, VECTOR, DILATIONS = 160, 96, (1, 2, 4, 8, 16, 1)
RATE, DROP, SIZE, WINDOW = 2e-3, .15, 3000, 400  # the last two in words: a batch, what is read together
SOFT, HIDDEN, STATUS = .5, .1, .03  # shares in the loss
STEP = 8  # of the values of words' vectors in the file


def vectors(folder):
    """Rows of the encoder's word pieces in the space of their VECTOR principal components, and the
    row of each piece."""
    w = load_file(folder + "/model.safetensors")
    e = w[[k for k in w if k.endswith("word_embeddings.weight")][0]].float()
    e = e - e.mean(0)
    rows = e @ torch.pca_lowrank(e, VECTOR, center=False)[2]
    rows = torch.cat([rows / rows.std(), torch.zeros(1, VECTOR)])
    return rows, Tokenizer.from_file(folder + "/tokenizer.json").get_vocab()


class Conv(nn.Module):
    """A gated convolution over three words around a skip, as grammar/kernel has it."""

    def __init__(self, dilation):
        super().__init__()
        self.norm, self.dense, self.by = nn.LayerNorm(DIM), nn.Linear(3 * DIM, 2 * DIM), dilation

    def forward(self, x, mask):
        h = self.norm(x) * mask
        d = min(self.by, h.shape[1])
        gap = torch.zeros_like(h[:, :d])
        wide = torch.cat([torch.cat([gap, h[:, :-d]], 1), h, torch.cat([h[:, d:], gap], 1)], -1)
        a, b = self.dense(wide).chunk(2, -1)
        return x + F.dropout(a * torch.sigmoid(b), DROP, self.training)


class Probe(nn.Module):
    def __init__(self, rows, hidden):
        super().__init__()
        self.first, self.enter = nn.LayerNorm(DIM), nn.Linear(DIM, DIM)
        self.word = nn.Linear(VECTOR, DIM, bias=False)
        self.parts, self.mixed = nn.Embedding(6, DIM), nn.LayerNorm(DIM)
        nn.init.normal_(self.parts.weight, std=.02)
        self.convs = nn.ModuleList([Conv(d) for d in DILATIONS])
        self.last, self.kind = nn.LayerNorm(DIM), nn.Linear(DIM, len(texts.KINDS))
        self.state, self.seen = nn.Linear(DIM, len(texts.STATES)), nn.Linear(DIM, 2 * hidden)
        self.register_buffer("rows", rows)

    def forward(self, states, words, part, mask):
        x = self.enter(self.first(states)) + self.word(self.rows[words]) + self.parts(part)
        x = F.dropout(self.mixed(x), DROP, self.training) * mask
        for c in self.convs:
            x = c(x, mask) * mask
        h = F.dropout(self.last(x), DROP, self.training)
        return self.kind(h), self.state(h), self.seen(h)


def course(ts):
    windows = []
    for t in ts:
        n = len(t["tokens"])
        for a in range(-random.randrange(WINDOW) if n > WINDOW else 0, n, WINDOW):
            windows.append((t["at"], max(0, a), min(n, a + WINDOW)))
    windows.sort(key=lambda w: w[2] - w[1] + random.random() * 20)
    out, batch = [], []
    for w in windows:
        if batch and (w[2] - w[1]) * (len(batch) + 1) > SIZE:
            out.append(batch)
            batch = []
        batch.append(w)
    random.shuffle(out)
    return out + [batch]


def learn(folder, prefix, seen, out, rounds):
    torch.manual_seed(1)
    random.seed(1)
    ts, n = texts.load(prefix)
    kind, state = texts.labels(ts, n)
    states = np.memmap(prefix + ".states", np.float32, "r", shape=(n, DIM))
    hidden = [np.load(s + ".h.npy", mmap_mode="r") for s in seen]
    spread = [(h[:200000].astype(np.float32).mean(0), h[:200000].astype(np.float32).std(0)) for h in hidden]
    chances = [np.load(s + ".p.npy").astype(np.float32) for s in seen]
    rows, row = vectors(folder)
    words, soft = np.full(n, len(rows) - 1), np.zeros((n, len(texts.KINDS)), np.float32)
    hard = np.zeros(n, bool)
    for t in ts:
        span, b = slice(t["at"], t["at"] + len(t["tokens"])), t["text"].encode()
        words[span] = [row.get(b[s:e].decode(errors="ignore").lower(), len(rows) - 1) for s, e, _ in t["tokens"]]
        hard[span] = t["sort"] != "raw"
        if t["sort"] == "article":
            soft[span] = chances[t["fold"]][span]  # the teacher that has not seen it
        elif t["sort"] == "raw":
            soft[span] = (chances[0][span] + chances[1][span]) / 2
    part = np.array([texts.part(i) for i in range(max(len(t["tokens"]) for t in ts))])
    net = Probe(rows, hidden[0].shape[1])
    adam = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=.02, betas=(.9, .98))
    steps, step = rounds * len(course(ts)), 0
    for _ in range(rounds):
        for batch in course(ts):
            wide = max(b - a for _, a, b in batch)
            ix, mask = np.zeros((len(batch), wide), np.int64), np.zeros((len(batch), wide), bool)
            parts = np.zeros_like(ix)
            for r, (at, a, b) in enumerate(batch):
                ix[r, :b - a], mask[r, :b - a], parts[r, :b - a] = np.arange(at + a, at + b), True, part[a:b]
            y, s, h = net(torch.from_numpy(states[ix]), torch.from_numpy(words[ix]), torch.from_numpy(parts),
                          torch.from_numpy(mask)[..., None].float())
            flat = ix[mask]
            y, s, h = y[mask], s[mask], h[mask]
            want = torch.from_numpy(np.where(hard[flat], kind[flat], -100))
            status = torch.from_numpy(np.where(hard[flat], state[flat], -100))
            loss = torch.zeros(())
            if (want >= 0).any():
                loss = loss + F.cross_entropy(y, want, ignore_index=-100)
            if (status >= 0).any():
                loss = loss + STATUS * F.cross_entropy(s, status, ignore_index=-100)
            q = torch.from_numpy(soft[flat])
            q = q[q.sum(1) > 0], y[q.sum(1) > 0]
            if len(q[0]):
                loss = loss - SOFT * (q[0] * q[1].log_softmax(-1)).sum(-1).mean()
            for k, half in enumerate(h.chunk(2, -1)):
                aim = (hidden[k][flat].astype(np.float32) - spread[k][0]) / spread[k][1]
                loss = loss + HIDDEN / 2 * F.mse_loss(half, torch.from_numpy(aim))
            for g in adam.param_groups:
                g["lr"] = RATE * min(1, step / 200) * max(.02, 1 - step / steps)
            texts.follow(net, adam, loss)
            step += 1
            if step % 200 == 0:
                print(step, steps, round(float(loss.detach()), 4), flush=True)
    torch.save(net.state_dict(), out + ".pt")
    write(net.state_dict(), ts, row, out)


def write(w, ts, row, out):
    """The weights file of grammar/net: vectors of those words that the texts have, or that are of
    letters and no names of a few."""
    seen = collections.Counter()
    for t in ts:
        b = t["text"].encode()
        seen.update(b[s:e].decode(errors="ignore").lower() for s, e, _ in t["tokens"])
    words = sorted(x for x in row if x[:2] != "##" and x[0] != "[" and
                   (seen[x] or x.isalpha() and x.isascii() and len(x) > 3))
    tensors = []

    def floats(name, v):
        v = np.atleast_2d(np.asarray(v, np.float32))
        tensors.append((name, v.shape, "f32", v.astype("<f4").tobytes()))

    def bytes_(name, v, step=1):
        v = np.asarray(v, np.float32)
        top, most = np.maximum(abs(v).max(1), 1e-9), 126 // step * step
        q = np.rint(v / top[:, None] * (most / step)) * step
        tensors.append((name, v.shape, "q8", (top / most).astype("<f4").tobytes() + q.astype(np.int8).tobytes()))

    def norm(name, key):
        floats(name + ".gain", w[key + ".weight"])
        floats(name + ".shift", w[key + ".bias"])

    def dense(name, key):
        bytes_(name + ".weight", w[key + ".weight"].T)
        floats(name + ".bias", w.get(key + ".bias", torch.zeros(DIM)))

    norm("first", "first")
    dense("in", "enter")
    dense("word", "word")
    bytes_("vectors", w["rows"][[row[x] for x in words]], STEP)
    floats("parts", w["parts.weight"])
    norm("mixed", "mixed")
    for i in range(len(DILATIONS)):
        norm(f"conv{i}", f"convs.{i}.norm")
        dense(f"conv{i}", f"convs.{i}.dense")
    norm("last", "last")
    dense("out", "kind")
    config = dict(dim=DIM, static=VECTOR, dilations=DILATIONS, tags=texts.KINDS)
    names = "\n".join(words).encode()
    head = json.dumps(dict(Config=config, Static=len(names), Tensors=[
        dict(Name=n, Rows=s[0], Cols=s[1], Kind=k) for n, s, k, _ in tensors])).encode()
    plain = struct.pack("<I", len(head)) + head + names + b"".join(t[3] for t in tensors)
    with open(out, "wb") as f:
        f.write(b"RDGR2\n" + zstandard.ZstdCompressor(level=19).compress(plain))


if __name__ == "__main__":
    learn(sys.argv[1], sys.argv[2], sys.argv[3:5], sys.argv[5], int((sys.argv[6:] or [9])[0]))
