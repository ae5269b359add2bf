"""The teacher of names: a larger encoder that reads several sentences at once and is told the
style of their corpus and, where there is a treebank, its tags and relations.  See README.md."""
import glob
import json
import math
import pickle
import random
import struct
import sys
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer

import named
from model import plain, shape
from named import EMERGING, MANUAL, NEWS, POLITICS, STYLES, TWEETS, WEB, disguise, spans

torch.set_num_threads(1)
PACK = 128  # pieces of the sentences that are read together
SIZE = 16  # packs of a batch
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
    def __init__(self, folder, names, vectors, tags, rels):
        super().__init__()
        self.encoder = Encoder(folder)
        self.tag, self.rel = nn.Embedding(tags + 1, 768), nn.Embedding(rels + 1, 768)
        nn.init.zeros_(self.tag.weight)
        nn.init.zeros_(self.rel.weight)
        v = torch.from_numpy(vectors)
        self.vectors = torch.cat([torch.zeros(1, v.shape[1]), v])
        self.case, self.style = nn.Embedding(9, 768), nn.Embedding(len(STYLES), 768)
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.style.weight)
        self.shape, self.static = nn.Embedding(9, 32), nn.Linear(v.shape[1], 96)
        self.names = nn.Linear(768 + 32 + 96, len(names))

    def forward(self, b):
        more = self.tag(b["tag"]) + self.rel(b["rel"])
        x = self.encoder(b["ids"], self.case(b["case"]) + self.style(b["style"])[:, None] + more)
        x = torch.gather(x, 1, b["first"][..., None].expand(-1, -1, 768))
        more = self.shape(b["shape"]).to(x.dtype), self.static(self.vectors[b["static"]]).to(x.dtype)
        return self.names(F.dropout(torch.cat([x, *more], -1), 0.2, self.training))


class Pieces:
    def __init__(self, folder, words, tags, rels):
        self.tok = Tokenizer.from_file(folder + "/tokenizer.json")
        self.tok.no_padding()
        self.tok.no_truncation()
        self.row = {w: i + 1 for i, w in enumerate(words)}
        self.tags, self.rels = ({x: i + 1 for i, x in enumerate(y)} for y in (tags, rels))
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
            cur, size, top = [], 0, PACK if rnd is None else rnd.randint(PACK // 3, PACK)
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
        """Packs of style, words, and tags and relations or None."""
        keys = "ids", "case", "tag", "rel"
        rows, words = {k: [] for k in keys}, {k: [] for k in ("first", "shape", "static")}
        for style, ws, tags, rels in packs:
            row, at = {k: [0] for k in keys}, {k: [] for k in words}
            for j, w in enumerate(ws):
                p, s, v = self.of(w)
                at["first"].append(min(len(row["ids"]), 499))
                at["shape"].append(s)
                at["static"].append(v)
                row["ids"] += p
                row["case"] += [s] * len(p)
                row["tag"] += [self.tags.get(tags[j], 0) if tags else 0] * len(p)
                row["rel"] += [self.rels.get(rels[j], 0) if rels else 0] * len(p)
            row["ids"] = row["ids"][:499] + [2]
            for k in keys:
                rows[k].append(row[k] if k == "ids" else row[k][:499] + [0])
            for k in words:
                words[k].append(at[k])
        b = {"style": torch.tensor([p[0] for p in packs])}
        for k, v in (*rows.items(), *words.items()):
            n = max(map(len, v))
            b[k] = torch.tensor([(x + [int(k == "ids")] * n)[:n] for x in v])
        return b


# How often a round takes each corpus, by style.
TIMES = {NEWS: 0.4, WEB: 5, POLITICS: 2, MANUAL: 1, TWEETS: 0.5, EMERGING: 0.5}
BARE = 0.35  # chance that a pack is read without its tags and relations


class Course:
    def __init__(self, folder, data, corpora, held):
        held = set(open(held).read().split())
        names, trees = data + "/names/", data + "/treebanks/"
        self.names = named.labels(names + "worldwide", held)
        sets = named.Sets(self.names)
        known = named.tagged([trees + "ewt-dev.conllu"])
        self.docs, self.dev = named.news(names + "worldwide", held, sets)
        web, self.web = named.partial(names + "uner-ewt/en_ewt-ud-dev.iob2", WEB, sets, known)
        self.docs += web + named.grouped(names + "crossner-politics/train.txt", POLITICS, sets)
        self.docs += named.manual(sorted(glob.glob(trees + "gum-train/*")), sets)
        for path in sorted(glob.glob(names + "broad-twitter/*.conll")):
            self.docs += named.grouped(path, TWEETS, sets)
        for path in ("wnut17train.conll", "emerging.dev.conll", "emerging.test.annotated"):
            self.docs += named.grouped(names + "wnut17/" + path, EMERGING, sets)
        self.corpora = pickle.load(open(corpora, "rb"))
        self.at = {n: i for i, n in enumerate(self.names)}
        tags, rels = (sorted({x for s in self.corpora["trees"] for x in s[k]}) for k in "ur")
        self.pieces = Pieces(folder, self.corpora["words"], tags, rels)
        torch.manual_seed(1)
        self.model = Namer(folder, self.names, self.corpora["vectors"], len(tags), len(rels))

    def round(self, rnd):
        """Packs of a round in chance order, those of like length together in batches."""
        docs = []
        for d in self.docs:
            n = TIMES[d[0]]
            docs += [d] * (int(n) + (rnd.random() < n % 1))
        packs = [(st, [self.terse(docs[d][1][i], rnd) for d, i in ix]) for st, ix in self.pieces.packs(docs, rnd)]
        packs = [p for p in packs if sum(len(self.pieces.of(w)[0]) for s in p[1] for w in s["w"]) < 2 * PACK]
        rnd.shuffle(packs)
        out = []
        for i in range(0, len(packs), 8 * SIZE):
            part = sorted(packs[i:i + 8 * SIZE], key=lambda p: sum(len(s["w"]) for s in p[1]))
            part = [part[j:j + SIZE] for j in range(0, len(part), SIZE)]
            rnd.shuffle(part)
            out += part
        return out

    def terse(self, s, rnd):
        """Now and then without the comma between two places, as the web writes them."""
        loc, o = self.at["B-Location"], self.at["O"]
        place = (s["a"][:, loc] | s["a"][:, self.at["I-Location"]]) & ~s["a"][:, o]
        gone = [i for i in range(1, len(s["w"]) - 1)
                if s["w"][i] == "," and place[i - 1] and place[i + 1] and s["a"][i + 1, loc]]
        if not gone or rnd.random() > 0.3:
            return s
        keep = [i for i in range(len(s["w"])) if i not in gone]
        return {k: v[keep] if k == "a" else [v[i] for i in keep] for k, v in s.items() if k in "wura"}

    def join(self, style, sents, bare=False, rnd=None):
        """Sentences as one row of a batch."""
        words = [w for s in sents for w in (disguise(s["w"], rnd) if rnd else s["w"])]
        if bare:
            return style, words, None, None
        tags, rels = ([x for s in sents for x in s.get(k, [""] * len(s["w"]))] for k in "ur")
        return style, words, tags, rels

    def learn(self, out, minutes, begin=None):
        m, rnd = self.model, random.Random(1)
        if begin:
            self.resume(begin)
        enc = set(m.encoder.parameters())
        groups = [dict(params=[p for p in m.parameters() if (p in enc) == e and p.requires_grad], lr=lr, peak=lr)
                  for e, lr in ((True, 7e-5), (False, 1e-3))]
        opt = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
        start, step, queue, total, rounds = time.time(), 0, [], 0, 0
        while (done := (time.time() - start) / 60 / minutes) < 1:
            for g in opt.param_groups:
                g["lr"] = g["peak"] * min(1, (step + 1) / 60) * (1 - done)
            if not queue:
                queue, rounds = self.round(rnd), rounds + 1
            packs = queue.pop()
            b = self.pieces.batch([self.join(st, s, rnd.random() < BARE, rnd) for st, s in packs])
            allow = torch.zeros(*b["first"].shape, len(self.names), dtype=torch.bool)
            for i, (_, sents) in enumerate(packs):
                a = np.concatenate([s["a"] for s in sents])
                allow[i, :len(a)] = torch.from_numpy(a)
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
                print(step, f"{done:.0%} round {rounds}, {len(queue)} left,", round(total / 25, 4), flush=True)
                total = 0
            if step % 250 == 0:
                torch.save(m.state_dict(), out + ".part")
                self.measure()
        torch.save(m.state_dict(), out)
        self.measure()

    def resume(self, path):
        """Weights of an earlier course, which may know fewer styles."""
        w = torch.load(path)
        k = len(w["style.weight"])
        if k < len(STYLES):
            w["style.weight"] = torch.cat([w["style.weight"], w["style.weight"][WEB].repeat(len(STYLES) - k, 1)])
        self.model.load_state_dict(w, strict=False)

    def soft(self, docs, size=24, bare=False):
        """Probabilities for each sentence, as (document, index) -> rows."""
        m, out = self.model, {}
        m.eval()
        packs = self.pieces.packs(docs)
        packs.sort(key=lambda p: sum(len(docs[d][1][i]["w"]) for d, i in p[1]))
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            for at in range(0, len(packs), size):
                part = packs[at:at + size]
                b = self.pieces.batch([self.join(st, [docs[d][1][i] for d, i in ix], bare) for st, ix in part])
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
        for name, docs, bare in (("worldwide", self.dev, 0), ("UNER EWT", self.web, 0), ("bare", self.web, 1)):
            c = np.zeros((2, 3), int)
            for (d, i), p in self.soft(docs, bare=bare).items():
                g, s = spans(docs[d][1][i]["t"]), spans(self.decode(p))
                c[0] += len(g), len(s), len(g & s)
                g, s = ({(a, b, short[k]) for a, b, k in x if k in short} for x in (g, s))
                c[1] += len(g), len(s), len(g & s)
            print(name, [round(200 * r[2] / max(1, r[0] + r[1]), 2) for r in c], flush=True)

    def label(self, minutes):
        """Rows of probabilities by sentence: of treebanks and web pages first, then of news."""
        chunks = lambda style, sents: [[(style, sents[i:i + 400])] for i in range(0, len(sents), 400)]
        bare = lambda sents: [dict(w=w) for w in sents]
        todo = chunks(WEB, self.corpora["trees"]) + chunks(WEB, bare(self.corpora["pages"]))
        raw = chunks(NEWS, bare(self.corpora["raw"]))
        random.Random(2).shuffle(raw)
        rows, begin = {}, time.time()
        for n, docs in enumerate(todo + raw):
            if time.time() - begin > 60 * minutes:
                break
            for (d, i), p in self.soft(docs).items():
                rows[tuple(docs[d][1][i]["w"])] = np.clip(np.round(p * 255), 0, 255).astype(np.uint8)
            if n % 10 == 9:
                print(len(rows), f"{(time.time() - begin) / 60:.1f} minutes", flush=True)
        return rows


def rewrite(lessons, rows, names, out):
    """Puts rows in the place of a lessons file's names, and sentences that it lacks at its end;
    its form is in ../teacher.go."""
    b, rows = open(lessons, "rb").read(), dict(rows)
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
            row = rows.pop(tuple(words), None) if flags & 2 else None
            if row is not None and len(row) == n:
                body = b"".join(body[i * size:i * size + left] + row[i].tobytes() for i in range(n))
            f.write(body)
        for words, row in rows.items():
            words = [w.encode() for w in words]
            if len(row) == len(words) and all(len(w) < 256 for w in words):
                f.write(struct.pack("<HB", len(words), 2) + b"".join(bytes([len(w)]) + w for w in words))
                f.write(row.tobytes())


def main(task, folder, data, corpora, held, weights, *more):
    course = Course(folder, data, corpora, held)
    if task == "learn":
        return course.learn(weights, float(more[0]), *more[1:])
    course.model.load_state_dict(torch.load(weights))
    rewrite(more[0], course.label(float(more[2])), course.names, more[1])


if __name__ == "__main__":
    main(*sys.argv[1:])
