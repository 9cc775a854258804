"""What `archive serve` does: a site built anew on every change, and a small server for an editor's own screen.

`watch` says when, `child` has `flow` build in a process of its own, `sources` says what such a build leaves out, `bar`
tells the findings in every page, `answers` decides what a request gets, and `server` moves the bytes.
"""
