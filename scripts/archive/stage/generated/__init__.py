"""The pages that nobody writes: one module a page, with `archive.extending.generated_page` on its function."""
