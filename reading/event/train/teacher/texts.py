"""The texts of `train -dump`, their tokens and acts, and the word pieces of an encoder for them."""
import bisect
import json
import zlib

import numpy as np
from torch.nn.utils import clip_grad_norm_
from tokenizers import Tokenizer

KINDS = ("", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
         "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
STATES = ("held", "planned", "announced", "confirmed", "postponed", "cancelled", "ongoing", "alleged",
          "denied", "hypothetical")
PART = 50  # words of the first part of a text; each further one is twice as long, and the sixth the last


def part(i):
    return sum(i >= PART << k for k in range(5))


def load(prefix):
    """Texts in order: dicts of id, sort ("article", "item" or "raw"), text, tokens (start, end, sentence;
    bytes), acts (token, kind, status, optional), at (number of its first token) and fold; and how
    many tokens they have."""
    texts, n = [], 0
    for line in open(prefix + ".jsonl"):
        t = json.loads(line)
        t["fold"] = zlib.crc32(t["id"].encode()) % 2 if t["sort"] == "article" else -1
        t["at"] = n
        n += len(t["tokens"])
        texts.append(t)
    return texts, n


def labels(texts, n):
    """Of each token its kind, -100 where a reader might leave the act out, and its status or -100."""
    kind, state = np.zeros(n, np.int64), np.full(n, -100, np.int64)
    for t in texts:
        for token, name, status, optional in t["acts"] or ():
            i = t["at"] + token
            if not optional:
                kind[i], state[i] = KINDS.index(name), STATES.index(status)
            elif kind[i] <= 0:
                kind[i] = -100
    return kind, state


def follow(net, adam, loss):
    """Goes a step down the gradient of a loss."""
    adam.zero_grad()
    loss.backward()
    clip_grad_norm_(net.parameters(), 1.)
    adam.step()


class Pieces:
    """Word pieces of texts, and of each token the number of its first piece."""

    def __init__(self, folder):
        self.tok = Tokenizer.from_file(folder + "/tokenizer.json")
        self.tok.no_padding()
        self.tok.no_truncation()

    def of(self, t):
        text = t["text"]
        char, at = {}, 0
        for i, c in enumerate(text):
            char[at] = i
            at += len(c.encode())
        e = self.tok.encode(text, add_special_tokens=False)
        starts = [s for s, _ in e.offsets]
        first = []
        for s, _, _ in t["tokens"]:
            first.append(max(0, bisect.bisect_right(starts, char.get(s, 0)) - 1))
        return e.ids, first
