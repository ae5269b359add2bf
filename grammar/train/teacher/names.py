"""The teacher of names: a larger encoder that reads several sentences at once and is told the
style of their corpus.  See README.md."""
import glob
import json
import math
import os
import pickle
import random
import struct
import sys
import time
import zlib

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer

from model import plain, shape
from prepare import names

torch.set_num_threads(1)
STYLES = NEWS, WEB, POLITICS = range(3)  # worldwide, UNER EWT, CrossNER politics
WIDE = {"PER": "Person", "person": "Person", "politician": "Person", "ORG": "Organization",
        "organisation": "Organization", "politicalparty": "Organization", "LOC": "Location",
        "location": "Location", "country": "Location"}
PACK = 128  # pieces of the sentences that are read together
FROZEN = 4  # layers that are left as they came


class Encoder(nn.Module):
    """MPNet (Song et al. 2020)."""

    def __init__(self, folder):
        super().__init__()
        w = load_file(folder + "/model.safetensors")

        def norm(n):
            m = nn.LayerNorm(768, eps=1e-5)
            m.weight.data, m.bias.data = w[n + ".weight"].clone(), w[n + ".bias"].clone()
            return m

        def linear(*ns):
            v = torch.cat([w[n + ".weight"] for n in ns])
            m = nn.Linear(v.shape[1], v.shape[0])
            m.weight.data, m.bias.data = v.clone(), torch.cat([w[n + ".bias"] for n in ns]).clone()
            return m

        self.words = nn.Embedding.from_pretrained(w["embeddings.word_embeddings.weight"].clone())
        self.place = nn.Parameter(w["embeddings.position_embeddings.weight"][2:].clone())
        self.near = nn.Parameter(w["encoder.relative_attention_bias.weight"].clone())
        self.norm = norm("embeddings.LayerNorm")
        self.layers = nn.ModuleList()
        for i in range(12):
            p = f"encoder.layer.{i}."
            self.layers.append(nn.ModuleDict(dict(
                qkv=linear(*(p + "attention.attn." + x for x in "qkv")), out=linear(p + "attention.attn.o"),
                n1=norm(p + "attention.LayerNorm"), up=linear(p + "intermediate.dense"),
                down=linear(p + "output.dense"), n2=norm(p + "output.LayerNorm"))))
        self.near.requires_grad = False
        for m in self.layers[:FROZEN]:
            m.requires_grad_(False)
            for k in ("qkv", "out", "up", "down"):
                m[k].bfloat16()

    def bias(self, t):
        at = torch.arange(t)
        d = at[:, None] - at[None, :]
        n = d.abs().clamp(min=1)
        far = 8 + (torch.log(n.float() / 8) / math.log(16) * 8).long().clamp(max=7)
        row = torch.where(d.abs() < 8, d.abs(), far) + (d < 0) * 16
        return self.near[row].permute(2, 0, 1)

    def forward(self, ids, extra):
        b, t = ids.shape
        x = F.dropout(self.norm(self.words(ids) + self.place[:t] + extra), 0.1, self.training).bfloat16()
        mask = ((ids == 1)[:, None, None, :] * -1e4 + self.bias(t)[None]).detach().bfloat16()
        for m in self.layers:
            q, k, v = m["qkv"](x).view(b, t, 3, 12, 64).permute(2, 0, 3, 1, 4)
            a = torch.softmax((q * 0.125) @ k.transpose(-1, -2) + mask, -1) @ v
            x = m["n1"](x + m["out"](a.transpose(1, 2).reshape(b, t, 768)))
            x = m["n2"](x + m["down"](F.gelu(m["up"](x))))
        return x


class Namer(nn.Module):
    def __init__(self, folder, names, vectors):
        super().__init__()
        self.encoder = Encoder(folder)
        v = torch.from_numpy(vectors)
        self.vectors = torch.cat([torch.zeros(1, v.shape[1]), v])
        self.case, self.style = nn.Embedding(9, 768), nn.Embedding(len(STYLES), 768)
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.style.weight)
        self.shape, self.static = nn.Embedding(9, 32), nn.Linear(v.shape[1], 96)
        self.names = nn.Linear(768 + 32 + 96, len(names))

    def forward(self, b):
        x = self.encoder(b["ids"], self.case(b["case"]) + self.style(b["style"])[:, None])
        x = torch.gather(x, 1, b["first"][..., None].expand(-1, -1, 768))
        more = self.shape(b["shape"]).to(x.dtype), self.static(self.vectors[b["static"]]).to(x.dtype)
        return self.names(F.dropout(torch.cat([x, *more], -1), 0.2, self.training))


class Pieces:
    def __init__(self, folder, words):
        self.tok = Tokenizer.from_file(folder + "/tokenizer.json")
        self.tok.no_padding()
        self.tok.no_truncation()
        self.row = {w: i + 1 for i, w in enumerate(words)}
        self.cache = {}

    def of(self, w):
        if w not in self.cache:
            p = plain(w)
            ids = self.tok.encode(p, add_special_tokens=False).ids[:8] or [104]
            self.cache[w] = ids, shape(w), self.row.get(p.lower(), 0)
        return self.cache[w]

    def packs(self, docs, rnd=None):
        """Runs of sentences of a document, up to PACK pieces together."""
        out = []
        for d, (style, sents) in enumerate(docs):
            cur, size, top = [], 0, PACK if rnd is None else rnd.randint(PACK // 2, PACK)
            for i, s in enumerate(sents):
                n = sum(len(self.of(w)[0]) for w in s["w"])
                if cur and size + n > top:
                    out.append((style, cur))
                    cur, size, top = [], 0, PACK
                cur.append((d, i))
                size += n
            if cur:
                out.append((style, cur))
        return out

    def batch(self, packs):
        rows = []
        for style, words in packs:
            ids, case, first = [0], [0], []
            for w in words:
                p, s, _ = self.of(w)
                first.append(min(len(ids), 499))
                ids += p
                case += [s] * len(p)
            rows.append((ids[:499] + [2], case[:499] + [0], first, style))
        n, t = max(len(r[2]) for r in rows), max(len(r[0]) for r in rows)
        z = lambda k: torch.zeros(len(packs), k, dtype=torch.long)
        b = dict(ids=z(t) + 1, case=z(t), first=z(n), shape=z(n), static=z(n))
        for i, (ids, case, first, _) in enumerate(rows):
            b["ids"][i, :len(ids)] = torch.tensor(ids)
            b["case"][i, :len(case)] = torch.tensor(case)
            b["first"][i, :len(first)] = torch.tensor(first)
            b["shape"][i, :len(first)] = torch.tensor([self.of(w)[1] for w in packs[i][1]])
            b["static"][i, :len(first)] = torch.tensor([self.of(w)[2] for w in packs[i][1]])
        b["style"] = torch.tensor([r[3] for r in rows])
        return b


def partial(path, style):
    """Documents of three types: (style, sentences), and those kept back."""
    docs, held, sents, cur, keep = [], [], [], [], False
    for line in open(path, encoding="utf8").read().split("\n") + [""]:
        c = line.split("\t")
        if line.startswith("# newdoc"):
            if sents:
                (held if keep else docs).append((style, sents))
            sents, keep = [], zlib.crc32(line.encode()) % 3 == 0
        elif line and not (line[0] == "#" and len(c) < 2):
            if len(c) > 3:
                c = c[1:3]
            bio, _, kind = c[1].partition("-")
            cur.append((c[0], bio + "-" + WIDE[kind] if kind in WIDE else "O"))
        elif not line and cur:
            w, t = map(list, zip(*cur))
            sents.append(dict(w=w, t=t, part=1))
            cur = []
    if sents:
        (held if keep else docs).append((style, sents))
    return docs, held


def disguise(words, rnd):
    u = rnd.random()
    if u < 0.02:
        return [w.upper() for w in words]
    if u < 0.03:
        return [w.lower() for w in words]
    if u < 0.06:
        return [w[:1].upper() + w[1:] if len(w) > 3 or not i else w for i, w in enumerate(words)]
    return words


def spans(t):
    out, st, ty = set(), None, None
    for i, x in enumerate(list(t) + ["O"]):
        p, _, y = x.partition("-")
        if st is not None and (p != "I" or y != ty):
            out.add((st, i, ty))
            st = None
        if p in "BI" and y and st is None:
            st, ty = i, y
    return out


class Course:
    def __init__(self, folder, data, corpora, held):
        held = set(open(held).read().split())
        self.docs, self.dev = [], []
        for path in sorted(glob.glob(data + "/names/worldwide/*.tsv")):
            s = names(path)
            if s:
                (self.dev if os.path.basename(path) in held else self.docs).append((NEWS, s))
        self.names = ["O"] + sorted({p + t[2:] for _, d in self.docs for s in d for t in s["t"]
                                     if t[:2] in ("B-", "I-") for p in ("B-", "I-")})
        self.at = {n: i for i, n in enumerate(self.names)}
        web, self.web = partial(data + "/names/uner-ewt/en_ewt-ud-dev.iob2", WEB)
        politics, _ = partial(data + "/names/crossner-politics/train.txt", POLITICS)
        self.docs += web * 3 + politics * 2
        self.corpora = pickle.load(open(corpora, "rb"))
        self.pieces = Pieces(folder, self.corpora["words"])
        torch.manual_seed(1)
        self.model = Namer(folder, self.names, self.corpora["vectors"])
        known = {"Person", "Organization", "Location", "Facility"}
        self.other = torch.tensor([n == "O" or n[2:] not in known for n in self.names])

    def allowed(self, packs_words, packs_tags, parts):
        """For each word the tags that it may have."""
        n = max(map(len, packs_tags))
        m = torch.zeros(len(packs_tags), n, len(self.names), dtype=torch.bool)
        for i, (tags, part) in enumerate(zip(packs_tags, parts)):
            for j, t in enumerate(tags):
                if part and t == "O":
                    m[i, j] = self.other
                    continue
                m[i, j, self.at.get(t, 0)] = True
                if part and t[2:] == "Location":
                    m[i, j, self.at[t[:2] + "Facility"]] = True
        return m

    def learn(self, out, minutes):
        m, rnd = self.model, random.Random(1)
        enc = set(m.encoder.parameters())
        groups = [dict(params=[p for p in m.parameters() if (p in enc) == e and p.requires_grad], lr=lr, peak=lr)
                  for e, lr in ((True, 8e-5), (False, 1e-3))]
        opt = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
        begin, step, queue, total = time.time(), 0, [], 0
        while (done := (time.time() - begin) / 60 / minutes) < 1:
            for g in opt.param_groups:
                g["lr"] = g["peak"] * min(1, (step + 1) / 60) * (1 - done)
            if len(queue) < 8:
                queue = self.pieces.packs(self.docs, rnd)
                rnd.shuffle(queue)
            packs = [queue.pop() for _ in range(8)]
            words, tags, parts = [], [], []
            for style, ix in packs:
                sents = [self.docs[d][1][i] for d, i in ix]
                words.append([w for s in sents for w in disguise(s["w"], rnd)])
                tags.append([t for s in sents for t in s["t"]])
                parts.append("part" in sents[0])
            b = self.pieces.batch([(p[0], w) for p, w in zip(packs, words)])
            allow = self.allowed(words, tags, parts)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                s = m(b)
            s = s.float()
            real = allow.any(-1)
            loss = (s.logsumexp(-1) - s.masked_fill(~allow, -1e9).logsumexp(-1))[real].mean()
            opt.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(m.parameters(), 1.0)
            opt.step()
            step += 1
            total += loss.item()
            if step % 25 == 0:
                print(step, f"{done:.0%}", round(total / 25, 4), flush=True)
                total = 0
        torch.save(m.state_dict(), out)
        self.measure()

    def soft(self, docs, size=24):
        """Probabilities for each sentence, as (document, index) -> rows."""
        m, out = self.model, {}
        m.eval()
        packs = self.pieces.packs(docs)
        packs.sort(key=lambda p: sum(len(docs[d][1][i]["w"]) for d, i in p[1]))
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            for at in range(0, len(packs), size):
                part = packs[at:at + size]
                b = self.pieces.batch([(st, [w for d, i in ix for w in docs[d][1][i]["w"]]) for st, ix in part])
                p = m(b).float().softmax(-1).numpy()
                for k, (_, ix) in enumerate(part):
                    j = 0
                    for d, i in ix:
                        n = len(docs[d][1][i]["w"])
                        out[d, i] = p[k, j:j + n]
                        j += n
        m.train()
        return out

    def decode(self, p):
        """The best path that BIO allows."""
        before = np.array([[b[0] != "O" and b[2:] == t[2:] or t[0] != "I" for t in self.names]
                           for b in self.names])
        score = np.log(p + 1e-9)
        v, back = np.where([t[0] == "I" for t in self.names], -1e4, score[0]), []
        for row in score[1:]:
            s = np.where(before, v[:, None], -1e4)
            back.append(s.argmax(0))
            v = s.max(0) + row
        y = [int(v.argmax())]
        for b in reversed(back):
            y.append(int(b[y[-1]]))
        return [self.names[i] for i in reversed(y)]

    def measure(self):
        """F1 of all types and of PER ORG LOC on what is kept back."""
        short = dict(Person="PER", Organization="ORG", Location="LOC", Facility="LOC")
        for name, docs in (("worldwide", self.dev), ("UNER EWT", self.web)):
            c = np.zeros((2, 3), int)
            for (d, i), p in self.soft(docs).items():
                g, s = spans(docs[d][1][i]["t"]), spans(self.decode(p))
                c[0] += len(g), len(s), len(g & s)
                g, s = ({(a, b, short[k]) for a, b, k in x if k in short} for x in (g, s))
                c[1] += len(g), len(s), len(g & s)
            print(name, [round(200 * r[2] / max(1, r[0] + r[1]), 2) for r in c], flush=True)

    def label(self, minutes):
        """Rows of probabilities by sentence: the web's first, then news and others in turn."""
        chunks = lambda style, sents: [[(style, sents[i:i + 400])] for i in range(0, len(sents), 400)]
        trees, n = self.corpora["trees"], self.corpora["web"]
        todo, others = chunks(WEB, trees[:n]), chunks(NEWS, trees[n:])
        raw = chunks(NEWS, [dict(w=w) for w in self.corpora["raw"]])
        random.Random(1).shuffle(raw)
        while raw or others:
            todo += raw[:2] + others[:1]
            raw, others = raw[2:], others[1:]
        rows, begin = {}, time.time()
        for docs in todo:
            if time.time() - begin > 60 * minutes:
                break
            for (d, i), p in self.soft(docs).items():
                rows[tuple(docs[d][1][i]["w"])] = np.clip(np.round(p * 255), 0, 255).astype(np.uint8)
        return rows


def rewrite(lessons, rows, names, out):
    """Puts rows in the place of a lessons file's names; its form is in ../teacher.go."""
    b = open(lessons, "rb").read()
    at = 12 + struct.unpack("<I", b[8:12])[0]
    head = json.loads(b[12:at])
    assert head["Names"] == names
    tree, name = 2 + len(head["Tags"]) + len(head["Rels"]), len(names)
    with open(out, "wb") as f:
        f.write(b[:at])
        while at < len(b):
            start, (n, flags) = at, struct.unpack("<HB", b[at:at + 3])
            at += 3
            words = []
            for _ in range(n):
                words.append(b[at + 1:at + 1 + b[at]].decode())
                at += 1 + b[at]
            f.write(b[start:at])
            left = tree * (flags & 1)
            size = left + name * (flags >> 1)
            body = b[at:at + n * size]
            at += n * size
            row = rows.get(tuple(words)) if flags & 2 else None
            if row is not None and len(row) == n:
                body = b"".join(body[i * size:i * size + left] + row[i].tobytes() for i in range(n))
            f.write(body)


def main(task, folder, data, corpora, held, weights, *more):
    course = Course(folder, data, corpora, held)
    if task == "learn":
        return course.learn(weights, float(more[0]))
    course.model.load_state_dict(torch.load(weights))
    rewrite(more[0], course.label(float(more[2])), course.names, more[1])


if __name__ == "__main__":
    main(*sys.argv[1:])
