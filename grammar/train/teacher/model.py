"""The teacher: encoder, heads, and batches.  See README.md."""
import os
import pickle
import random

os.environ["TOKENIZERS_PARALLELISM"] = "false"
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer

torch.set_num_threads(1)
MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'",
                       "´": "'", "`": "'", "–": "-", "—": "--", "…": "...", "‑": "-"})


def plain(w):
    return '"' if w in ("''", "``") else w.translate(MARKS)


def shape(w):
    """One of nine kinds of case."""
    if not any(c.isalnum() for c in w):
        return 0
    if w.isdigit():
        return 1
    if any(c.isdigit() for c in w):
        return 2
    if w.islower():
        return 3
    if w.isupper():
        return 4 if len(w) > 1 else 5
    if w[0].isupper():
        return 6 if w[1:].islower() else 7
    return 8


class Labels:
    """Label lists, sorted as the Go trainer sorts them."""

    def __init__(self, corpora):
        self.tags = sorted({u for s in corpora["trees"] for u in s["u"]})
        self.rels = sorted({r for s in corpora["trees"] for r in s["r"]})
        kinds = {t for s in corpora["named"] for t in s["t"] if t[:2] in ("B-", "I-")}
        self.names = ["O"] + sorted({p + t[2:] for t in kinds for p in ("B-", "I-")})
        self.index = {n: {x: i for i, x in enumerate(getattr(self, n))} for n in ("tags", "rels", "names")}


class Pieces:
    """Turns sentences into batches of word pieces."""

    def __init__(self, folder, corpora):
        self.tok = Tokenizer.from_file(folder + "/tokenizer.json")
        self.tok.no_padding()
        self.tok.no_truncation()
        self.row = {w: i + 1 for i, w in enumerate(corpora["words"])}
        self.cache = {}

    def of(self, w):
        """Pieces, case and static row of a word."""
        if w not in self.cache:
            p = plain(w)
            ids = self.tok.encode(p, add_special_tokens=False).ids[:8] or [100]
            self.cache[w] = ids, shape(w), self.row.get(p.lower(), 0)
        return self.cache[w]

    def length(self, words):
        return 2 + sum(len(self.of(w)[0]) for w in words)

    def batch(self, sents):
        rows = []
        for words in sents:
            ids, case, first = [101], [0], []
            for w in words:
                p, s, _ = self.of(w)
                first.append(min(len(ids), 499))
                ids += p
                case += [s] * len(p)
            rows.append((ids[:499] + [102], case[:499] + [0], first))
        n, t = max(map(len, sents)), max(len(r[0]) for r in rows)
        z = lambda k: torch.zeros(len(sents), k, dtype=torch.long)
        b = dict(ids=z(t), case=z(t), first=z(n), shape=z(n), static=z(n))
        for i, (ids, case, first) in enumerate(rows):
            b["ids"][i, :len(ids)] = torch.tensor(ids)
            b["case"][i, :len(case)] = torch.tensor(case)
            b["first"][i, :len(first)] = torch.tensor(first)
            b["shape"][i, :len(first)] = torch.tensor([self.of(w)[1] for w in sents[i]])
            b["static"][i, :len(first)] = torch.tensor([self.of(w)[2] for w in sents[i]])
        b["words"] = torch.tensor([[j < len(s) for j in range(n)] for s in sents])
        return b

    def batches(self, sents, size, rnd):
        """Indices of sentences of like length, size pieces to a batch, in chance order."""
        lens = [self.length(s["w"]) for s in sents]
        out, cur, top = [], [], 0
        for i in sorted(range(len(sents)), key=lambda i: lens[i] + rnd.random() * 3):
            if cur and max(top, lens[i]) * (len(cur) + 1) > size:
                out.append(cur)
                cur, top = [], 0
            cur.append(i)
            top = max(top, lens[i])
        rnd.shuffle(out)
        return out + [cur] * bool(cur)


class Encoder(nn.Module):
    def __init__(self, folder, layers=6):
        super().__init__()
        w = load_file(folder + "/model.safetensors")
        get = lambda n: w[n] if n in w else w["bert." + n]

        def norm(n):
            m = nn.LayerNorm(384, eps=1e-12)
            m.weight.data, m.bias.data = get(n + ".weight").clone(), get(n + ".bias").clone()
            return m

        def linear(*ns):
            v = torch.cat([get(n + ".weight") for n in ns])
            m = nn.Linear(v.shape[1], v.shape[0])
            m.weight.data, m.bias.data = v.clone(), torch.cat([get(n + ".bias") for n in ns]).clone()
            return m

        self.words = nn.Embedding.from_pretrained(get("embeddings.word_embeddings.weight").clone())
        place = get("embeddings.position_embeddings.weight")
        self.place = nn.Parameter((place + get("embeddings.token_type_embeddings.weight")[0]).clone())
        self.norm = norm("embeddings.LayerNorm")
        self.layers = nn.ModuleList()
        for i in range(layers):
            p = f"encoder.layer.{i}."
            self.layers.append(nn.ModuleDict(dict(
                qkv=linear(*(p + "attention.self." + x for x in ("query", "key", "value"))),
                out=linear(p + "attention.output.dense"), n1=norm(p + "attention.output.LayerNorm"),
                up=linear(p + "intermediate.dense"), down=linear(p + "output.dense"),
                n2=norm(p + "output.LayerNorm"))))

    def forward(self, ids, extra):
        b, t = ids.shape
        x = F.dropout(self.norm(self.words(ids) + self.place[:t] + extra), 0.1, self.training)
        mask = (ids == 0)[:, None, None, :] * -1e4
        for m in self.layers:
            q, k, v = m["qkv"](x).view(b, t, 3, 12, 32).permute(2, 0, 3, 1, 4)
            a = torch.softmax(q * 32**-0.5 @ k.transpose(-1, -2) + mask.to(q.dtype), -1).to(v.dtype)
            x = m["n1"](x + m["out"]((a @ v).transpose(1, 2).reshape(b, t, 384)))
            x = m["n2"](x + F.dropout(m["down"](F.gelu(m["up"](x))), 0.1, self.training))
        return x


class Teacher(nn.Module):
    def __init__(self, folder, corpora, labels, arc=256, rel=128):
        super().__init__()
        d = 384 + 32 + 96
        self.encoder = Encoder(folder)
        v = torch.from_numpy(corpora["vectors"])
        self.vectors = torch.cat([torch.zeros(1, v.shape[1]), v])
        self.case = nn.Embedding(9, 384)
        nn.init.zeros_(self.case.weight)
        self.shape, self.static = nn.Embedding(9, 32), nn.Linear(v.shape[1], 96)
        self.tags, self.names = nn.Linear(d, len(labels.tags)), nn.Linear(d, len(labels.names))
        self.dep, self.head = nn.Linear(d, arc), nn.Linear(d, arc)
        self.form, self.lean = nn.Parameter(torch.randn(arc, arc) * 0.02), nn.Linear(arc, 1)
        self.rel_dep, self.rel_head = nn.Linear(d, rel), nn.Linear(d, rel)
        self.rel_form = nn.Parameter(torch.randn(len(labels.rels), rel + 1, rel + 1) * 0.02)
        self.root = nn.Parameter(torch.zeros(d))

    def words(self, b):
        x = self.encoder(b["ids"], self.case(b["case"]))
        x = torch.gather(x, 1, b["first"][..., None].expand(-1, -1, 384))
        more = self.shape(b["shape"]).to(x.dtype), self.static(self.vectors[b["static"]]).to(x.dtype)
        return F.dropout(torch.cat([x, *more], -1), 0.2, self.training)

    def arcs(self, x, mask):
        """Scores of heads, 0 the root, for each word; and the words with the root before them."""
        n = x.shape[1]
        xr = torch.cat([self.root.expand(len(x), 1, -1).to(x.dtype), x], 1)
        dep = F.dropout(F.gelu(self.dep(x)), 0.2, self.training)
        head = F.dropout(F.gelu(self.head(xr)), 0.2, self.training)
        s = (dep @ self.form.to(dep.dtype)) @ head.transpose(1, 2) + self.lean(head).transpose(1, 2)
        mask = torch.cat([torch.ones(len(x), 1, dtype=torch.bool), mask], 1)
        own = torch.eye(n, n + 1, dtype=torch.bool).roll(1, 1)
        return s.float().masked_fill(~mask[:, None, :], -1e4).masked_fill(own, -1e4), xr

    def rels(self, x, xr, heads):
        one = lambda z: torch.cat([z, torch.ones_like(z[..., :1])], -1)
        xh = torch.gather(xr, 1, heads[..., None].expand(-1, -1, xr.shape[-1]))
        dep = one(F.dropout(F.gelu(self.rel_dep(x)), 0.2, self.training)).flatten(0, 1)
        head = one(F.dropout(F.gelu(self.rel_head(xh)), 0.2, self.training)).flatten(0, 1)
        k = self.rel_form.shape[1]
        t = (dep @ self.rel_form.to(dep.dtype).permute(1, 0, 2).reshape(k, -1)).view(len(dep), -1, k)
        return torch.bmm(t, head[:, :, None])[..., 0].float().view(*x.shape[:2], -1)


def load(folder, path):
    """Corpora, labels, pieces and an untaught teacher."""
    corpora = pickle.load(open(path, "rb"))
    labels = Labels(corpora)
    torch.manual_seed(1)
    return corpora, labels, Pieces(folder, corpora), Teacher(folder, corpora, labels), random.Random(1)
