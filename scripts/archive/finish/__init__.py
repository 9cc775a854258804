"""The finish stage: what is done to each rendered page, and what stands beside the pages, one small module a format.

A page is changed by every function with `archive.extending.page_output`, in memory, and written once (`built`); what
has `archive.extending.output` is made when all pages are (`finishing`).
"""
