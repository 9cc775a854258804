"""What the build adds to an authored page: one module a part, each with an `ORDER` and `html(page, archive, context)`.

A negative `ORDER` comes before the editor's text, a positive one after it. A part that does not belong on the page
gives nothing. A part that gives ids to what it adds names them in `ANCHORS` (`*` stands for any letters), so that the
check can tell a heading that would have the same.
"""
