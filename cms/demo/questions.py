"""What was asked of the search in the past month, for the editors' desk."""

from __future__ import annotations

from datetime import datetime, timedelta

from search.questions.counting import Asked, write

# text, language of the page, how often in a month, how often nothing was found
ASKED = (
    ("干法电极", "zh", 64, 0),
    ("dry electrode", "en", 41, 0),
    ("t/zsa 12", "zh", 33, 0),
    ("钠离子电池", "zh", 28, 0),
    ("low-altitude", "en", 17, 0),
    ("石墨烯散热", "zh", 15, 0),
    ("氢能储运", "zh", 12, 12),
    ("perovskite", "en", 9, 9),
    ("量子密钥分发", "zh", 7, 7),
)
DAYS = 28


def make_questions(now: datetime) -> None:
    """Count a month of questions."""
    counts: dict[Asked, tuple[int, int]] = {}
    for text, language, asked_times, missed in ASKED:
        for number in range(asked_times):
            day = (now - timedelta(days=(number * 5 + len(text)) % DAYS)).date()
            old = counts.get(Asked(day, language, text), (0, 0))
            counts[Asked(day, language, text)] = (old[0] + 1, old[1] + (number < missed))
    write(counts)
