"""What git tells of the pages: when their words came, what they were before, and which translations are behind.

The *main line* is the first-parent history of the archive's main branch, up to where HEAD left it; what HEAD and the
working tree have beyond that counts as one change on top. All is read from blobs, never from textual differences, so
that no attribute, filter or marker can hide or invent a change.

    line      the main line of a repository, and why it is not known
    units     what a page says, piece by piece: statements, title, summary, unknowns, the words under each heading
    log       every change of a unit on a line, in order; can be cut back
    sides     how the log grows; merges that put the main line's own past on a side branch
    past      what is asked: days, former words, stale translations, the ledger
    saved     the same as a file of a sealed edition, for a copy without git
"""
