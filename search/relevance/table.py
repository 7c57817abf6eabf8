"""The measures of several collections on both engines as a page of docs/."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

COLUMNS = (("ndcg_at_10", "nDCG@10"), ("mrr_at_10", "MRR@10"), ("recall_at_100", "recall@100"))


def table(results: Sequence[Mapping[str, Any]]) -> str:
    """Draw results of `manage.py relevance` as a Markdown table, one row for each collection, task and engine."""
    lines = [
        f"| collection | task | questions | engine | {' | '.join(words for _name, words in COLUMNS)} |",
        f"|---|---|---|---|{'---|' * len(COLUMNS)}",
    ]
    for result in results:
        for task, figures in result["tasks"].items():
            values = " | ".join(f"{figures[name]:.3f}" for name, _words in COLUMNS)
            lines.append(f"| {result['collection']} | {task} | {figures['queries']} | {result['engine']} | {values} |")
    return "\n".join(lines)


def with_table(page: str, name: str, drawn: str) -> str:
    """Return a page with the table between its marks `<!-- name -->` and `<!-- /name -->` replaced. Raises ValueError."""
    start, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    before, opened, rest = page.partition(start)
    _old, closed, after = rest.partition(end)
    if not (opened and closed):
        raise ValueError(f"the page has no marks {start} and {end}")
    return f"{before}{start}\n{drawn}\n{end}{after}"
