"""The corpora of names: sentences with the tags that each word may have.  See README.md."""
import glob
import os
import zlib

import numpy as np

from prepare import names, treebank

STYLES = NEWS, WEB, POLITICS, MANUAL, TWEETS, EMERGING = range(6)
# worldwide, UNER EWT, CrossNER politics, GUM, Broad Twitter, WNUT 17
WIDE = {"PER": "Person", "person": "Person", "politician": "Person", "ORG": "Organization",
        "organisation": "Organization", "politicalparty": "Organization", "LOC": "Location",
        "location": "Location", "country": "Location", "corporation": "Organization"}
OPEN = {"group", "creative-work", "product"}  # types that are not told apart as ours are
KINDS = {"person": ["Person"], "organization": ["Organization"], "place": ["Location", "Facility"]}
INSIDE = {"PROPN", "ADP", "DET", "CCONJ", "NUM", "PART", "SYM"}  # words of a long name


class Sets:
    """Sets of tags as rows of truth values."""

    def __init__(self, names):
        self.names, self.at = names, {n: i for i, n in enumerate(names)}
        known = {"Person", "Organization", "Location", "Facility"}
        self.other = np.array([n == "O" or n[2:] not in known for n in names])
        self.all = np.ones(len(names), bool)

    def of(self, *tags):
        row = np.zeros(len(self.names), bool)
        for t in tags:
            row[self.at.get(t, 0)] = True
        return row

    def partial(self, tag):
        """What a tag of a corpus of three types may be in ours."""
        bio, _, kind = tag.partition("-")
        if kind in OPEN:
            return self.of(*(bio + "-" + k for k in ("Organization", "NORP", "Misc", "Product", "Facility")))
        kind = WIDE.get(kind)
        if kind is None:
            return self.other
        more = [bio + "-Facility"] if kind == "Location" else []
        return self.of(bio + "-" + kind, *more)


def partial(path, style, sets, tags={}):
    """Documents of three types: (style, sentences), and those kept back, which hold gold."""
    docs, held, sents, cur, keep = [], [], [], [], False

    def close():
        if sents:
            (held if keep else docs).append((style, sents))

    for line in open(path, encoding="utf8").read().split("\n") + [""]:
        c = line.rstrip("\r").split("\t")
        if line.startswith("# newdoc"):
            close()
            sents, keep = [], zlib.crc32(line.encode()) % 3 == 0
        elif line and not (line[0] == "#" and len(c) < 2):
            if len(c) > 3:
                c = c[1:3]
            cur.append((c[0], c[1] if len(c) > 1 else "O"))
        elif not line and cur:
            w, t = map(list, zip(*cur))
            s = dict(w=w, a=np.stack([sets.partial(x) for x in t]), **tags.get(" ".join(w), {}))
            s["t"] = [b + "-" + WIDE[k] if k in WIDE else "O" for b, _, k in (x.partition("-") for x in t)]
            sents.append(s)
            cur = []
    close()
    return docs, held


def grouped(path, style, sets, size=12):
    """A corpus without documents: neighbours together."""
    docs, _ = partial(path, style, sets)
    sents = [s for _, d in docs for s in d if s["w"]]
    return [(style, sents[i:i + size]) for i in range(0, len(sents), size)]


def news(folder, held, sets):
    docs, dev = [], []
    for path in sorted(glob.glob(folder + "/*.tsv")):
        sents = names(path)
        for s in sents:
            s["a"] = np.stack([sets.of(t) for t in s["t"]])
        if sents:
            (dev if os.path.basename(path) in held else docs).append((NEWS, sents))
    return docs, dev


def labels(folder, held):
    """The list of tags, as the Go trainer sorts it."""
    kinds = {t[2:] for p in sorted(glob.glob(folder + "/*.tsv")) if os.path.basename(p) not in held
             for s in names(p) for t in s["t"] if t[:2] in ("B-", "I-")}
    return ["O"] + sorted(p + k for k in kinds for p in ("B-", "I-"))


def manual(paths, sets):
    """GUM's documents: entities whose head is a proper noun are names."""
    docs = []
    for path in paths:
        sents = []
        for s in bracketed(path):
            s["a"] = allowed(s, sets)
            sents.append({k: s[k] for k in ("w", "u", "r", "a")})
        docs.append((MANUAL, sents))
    return docs


def bracketed(path):
    """Sentences of a file with words, tags, heads, relations and entity brackets."""
    cur = []
    for line in open(path, encoding="utf8"):
        c = line.rstrip("\n").split("\t")
        if c[0].isdigit():
            e = next((f[7:] for f in c[9].split("|") if f.startswith("Entity=")), "")
            title = c[7] == "nmod:desc" or "Number=Plur" in c[5]
            cur.append((c[1], c[3], int(c[6]) - 1, c[7].split(":")[0], e, title))
        elif c == [""] and cur:
            w, u, h, r, e, title = map(list, zip(*cur))
            yield dict(w=w, u=u, h=h, r=r, e=e, title=title)
            cur = []


def entities(marks):
    """[first, last, kind, Wikipedia's title or ""] of the brackets "(1-person-…" to "1)"."""
    out, stack = [], {}
    for i, e in enumerate(marks):
        while e:
            if e[0] == "(":
                end = 1
                while end < len(e) and e[end] not in "()":
                    end += 1
                f = e[1:end].split("-", 7)
                if len(f) > 1:
                    stack.setdefault(f[0], []).append(len(out))
                    out.append([i, -1, f[1], f[7] if len(f) > 7 else ""])
                if end < len(e) and e[end] == ")":
                    if stack.get(f[0]):
                        out[stack[f[0]].pop()][1] = i
                    end += 1
                e = e[end:]
            else:
                g, _, e = e.partition(")")
                if stack.get(g):
                    out[stack[g].pop()][1] = i
    return [x for x in out if x[1] >= 0]


def allowed(s, sets):
    """Rows of the tags that each word may have by the entities of a sentence."""
    w, u = s["w"], s["u"]
    a = [sets.other if t != "PROPN" and not x[:1].isupper() else sets.all for x, t in zip(w, u)]
    found = [e for e in entities(s["e"]) if e[2] in KINDS]
    inside = {i for e in found for i in range(e[0], e[1] + 1)}
    for i in range(len(w)):
        if i not in inside or u[i] in ("PUNCT", "PRON", "AUX", "VERB", "DET", "NUM", "ADP"):
            a[i] = sets.other
    for first, last, kind, title in sorted(found, key=lambda e: e[1] - e[0]):
        span = proper(s, first, last)
        if kind != "person" and title and (long := whole(s, first, last)):
            span = long
        if not span:
            continue
        for i in range(*span):
            a[i] = sets.of(*("BI"[i > span[0]] + "-" + k for k in KINDS[kind]))
    return np.stack(a)


def head(s, first, last):
    return next((i for i in range(first, last + 1) if not first <= s["h"][i] <= last), -1)


def proper(s, first, last):
    """The run of proper nouns around the head of a mention, or None where the name may go on."""
    h = head(s, first, last)
    name = lambda i: (first <= i <= last and s["u"][i] == "PROPN" and not s["title"][i]
                      and (i == h or s["r"][i] in ("flat", "compound")))
    if h < 0 or not name(h):
        return None
    a, b = h, h + 1
    while name(a - 1):
        a -= 1
    while name(b):
        b += 1
    if a > first and (s["u"][a - 1] == "ADJ" or s["w"][a - 1] == "-"):
        return None
    if b <= last and s["u"][b] in ("ADP", "CCONJ", "SYM", "NUM", "PROPN", "ADJ", "NOUN"):
        return None
    return None if b <= last and s["w"][b] == "-" else (a, b)


def whole(s, first, last):
    """A mention that Wikipedia knows, without its article, where all of it reads as a name."""
    h = head(s, first, last)
    if h < 0 or "PROPN" not in s["u"][first:last + 1] or not s["w"][h][:1].isupper():
        return None
    while first < last and s["u"][first] in ("DET", "PRON", "ADJ") and not (s["w"][first][:1].isupper() and first > 0):
        first += 1
    while last > first and s["u"][last] in ("PART", "PUNCT"):
        last -= 1
    words = range(first, last + 1)
    fine = all(s["u"][i] in INSIDE or s["w"][i][:1].isupper() for i in words)
    return (first, last + 1) if fine and len(words) < 9 and s["w"][first][:1].isupper() else None


def tagged(paths):
    """Tags and relations of treebanks by sentence."""
    return {" ".join(s["w"]): dict(u=s["u"], r=s["r"]) for p in paths for s in treebank(p)}


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
