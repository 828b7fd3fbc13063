"""Many submissions in, one master out: which file counts, what the head typed, scores, ranks, proposals, findings."""
