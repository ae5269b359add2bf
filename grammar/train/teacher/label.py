"""Write a teacher's labels: trees for names, names for trees, both for raw text.  See README.md."""
import json
import struct
import sys

import numpy as np
import torch

from model import load


def bytes_of(p):
    return np.clip(np.round(p.float().numpy() * 255), 0, 255).astype(np.uint8)


def lessons(teacher, pieces, sents, tree, names, rnd):
    """Yields each sentence's words, heads, and rows of label probabilities."""
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for ix in pieces.batches(sents, 2500, rnd):
            b = pieces.batch([sents[i]["w"] for i in ix])
            x = teacher.words(b)
            arcs, xr = teacher.arcs(x, b["words"])
            heads = arcs.argmax(-1)
            tags = bytes_of(teacher.tags(x).float().softmax(-1))
            rels = bytes_of(teacher.rels(x, xr, heads).softmax(-1))
            kinds = bytes_of(teacher.names(x).float().softmax(-1))
            for k, i in enumerate(ix):
                rows = []
                for j in range(len(sents[i]["w"])):
                    row = b""
                    if tree:
                        row += struct.pack("<H", int(heads[k, j])) + tags[k, j].tobytes() + rels[k, j].tobytes()
                    if names:
                        row += kinds[k, j].tobytes()
                    rows.append(row)
                yield sents[i]["w"], rows


def main(folder, corpora, weights, out):
    corpora, labels, pieces, teacher, rnd = load(folder, corpora)
    teacher.load_state_dict(torch.load(weights))
    teacher.eval()
    head = json.dumps(dict(Tags=labels.tags, Rels=labels.rels, Names=labels.names)).encode()
    raw = [dict(w=w) for w in corpora["raw"]]
    with open(out, "wb") as f:
        f.write(b"RDTEACH1" + struct.pack("<I", len(head)) + head)
        for sents, tree, names in ((corpora["trees"], False, True), (corpora["named"], True, False),
                                   (raw, True, True)):
            for words, rows in lessons(teacher, pieces, sents, tree, names, rnd):
                words = [w.encode() for w in words]
                if all(len(w) < 256 for w in words):
                    f.write(struct.pack("<HB", len(words), tree + 2 * names))
                    f.write(b"".join(bytes([len(w)]) + w for w in words) + b"".join(rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
