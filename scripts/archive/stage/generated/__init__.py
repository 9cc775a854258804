"""The pages that nobody writes: one module a page, each with `pages(archive, lang)`."""
