"""What of an archive is published: all but its drafts.

A page is a draft, with its translation, while its Vietnamese file says `draft: true`. Checks and the preview see the
whole archive; whatever is built or sealed is made of what `published` gives. Refuses nothing: that nothing published
rests on a draft is held by `checks.drafts`.
"""

from __future__ import annotations

from dataclasses import replace

from archive.content.model import Archive
from archive.content.read import index


def published(archive: Archive) -> Archive:
    """The archive without its drafts, their past, and the assets that only they name."""
    if not archive.drafts:
        return archive
    pages = tuple(page for page in archive.pages if page.path not in archive.drafts)
    aside = unpublished_assets(archive)
    assets = tuple(asset for asset in archive.assets if asset not in aside)
    ids = (page.front.data.get("id") for page in archive.pages if page.path in archive.drafts)
    kept = index(archive.root, pages)
    past = archive.history
    history = replace(
        past,
        changed={path: moment for path, moment in past.changed.items() if path not in archive.drafts},
        first={path: number for path, number in past.first.items() if path not in archive.drafts},
        stale={path: units for path, units in past.stale.items() if path not in archive.drafts},
        wordings={
            name: said for name, said in past.wordings.items() if name in kept.homes or name not in archive.homes
        },
    )
    return replace(
        archive,
        pages=pages,
        assets=assets,
        by_path=kept.by_path,
        records=kept.records,
        homes=kept.homes,
        history=history,
        set_aside=frozenset(name for name in ids if isinstance(name, str)),
    )


def unpublished_assets(archive: Archive) -> frozenset[str]:
    """The assets that drafts name, in links or as the file of an official text, and no other page does."""
    drafts, others = (
        [page.text for page in archive.pages if (page.path in archive.drafts) is draft] for draft in (True, False)
    )
    names = {asset: asset.rpartition("/")[2] for asset in archive.assets}
    return frozenset(
        asset
        for asset, name in names.items()
        if any(name in text for text in drafts) and not any(name in text for text in others)
    )


def unpublished_files(archive: Archive) -> frozenset[str]:
    """The files of drafts and of what only they name, from the project's root."""
    pages = {page.file for page in archive.pages if page.path in archive.drafts}
    return frozenset(pages | {f"docs/{asset}" for asset in unpublished_assets(archive)} if archive.drafts else ())
