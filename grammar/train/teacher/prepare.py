"""Read treebanks, names and raw text into one file.  See README.md."""
import glob
import json
import os
import pickle
import subprocess
import sys

import numpy as np

VECTORS = 200_000


def treebank(path):
    sents, cur = [], []
    for line in open(path, encoding="utf8"):
        c = line.rstrip("\n").split("\t")
        if c[0].isdigit():
            cur.append((c[1], c[3], int(c[6]), c[7].split(":")[0]))
        elif c == [""] and cur:
            w, u, h, r = map(list, zip(*cur))
            sents.append(dict(w=w, u=u, h=h, r=r))
            cur = []
    return sents


def names(path):
    """One BIO file; RTF is left out, long sentences are cut at 100 words."""
    lines = open(path, encoding="utf8").read().split("\n")
    if "rtf" in "".join(lines[:2]):
        return []
    sents, cur = [], []
    for line in lines[1:] + [""]:
        c = line.rstrip("\r").split("\t")
        if c[0].strip():
            tag = c[1].strip() if len(c) > 1 else ""
            cur.append((c[0].strip(), tag or "O"))
            continue
        for i in range(0, len(cur), 100):
            w, t = map(list, zip(*cur[i:i + 100]))
            sents.append(dict(w=w, t=t))
        cur = []
    return sents


def raw(data, tokens):
    """Sentences of news nobody labelled, split as Readout splits, each once."""
    paras = []
    for path in sorted(glob.glob(f"{data}/quotes/*/text/*")):
        paras.append(open(path, encoding="utf8").read().replace("\n", "\n\n"))
    for path in sorted(glob.glob(f"{data}/stories/*.jsonl")):
        for line in open(path, encoding="utf8"):
            for s in json.loads(line)["sentences"]:
                paras.append(s.replace("``", "“").replace("''", "”"))
    return split(paras, tokens)


def split(paras, tokens):
    out = subprocess.run([tokens], input="\n\n".join(paras).encode(), stdout=subprocess.PIPE, check=True)
    sents = dict.fromkeys(out.stdout.decode().splitlines())
    words = [s.split(" ") for s in sents]
    return [w for w in words if 2 <= len(w) <= 100 and all(0 < len(x.encode()) < 200 for x in w)]


def pages(path, tokens):
    """Sentences of the English articles that `readout extract` writes."""
    all = [json.loads(line) for line in open(path, encoding="utf8")]
    return split([a["body"] for a in all if a["language"] == "en" and a["body"]], tokens)


def vectors(path):
    d = json.load(open(path, encoding="utf8"))
    words = d["words"][:VECTORS]
    v = np.array([d["vectors"][w][:100] for w in words], np.float32)
    return words, v / v.std()


def main(data, vecs, held, tokens, out, articles=None):
    held = set(open(held).read().split())
    trees = treebank(f"{data}/treebanks/ewt-train.conllu")
    web = len(trees)
    for path in sorted(glob.glob(f"{data}/treebanks/gum-train/*")):
        trees += treebank(path)
    named, dev = [], []
    for path in sorted(glob.glob(f"{data}/names/worldwide/*.tsv")):
        (dev if os.path.basename(path) in held else named).extend(names(path))
    words, v = vectors(vecs)
    corpora = dict(trees=trees, web=web, dev=treebank(f"{data}/treebanks/ewt-dev.conllu"), named=named,
                   named_dev=dev, raw=raw(data, tokens), words=words, vectors=v,
                   pages=pages(articles, tokens) if articles else [])
    print({k: len(x) for k, x in corpora.items() if k != "web"})
    pickle.dump(corpora, open(out, "wb"))


if __name__ == "__main__":
    main(*sys.argv[1:])
