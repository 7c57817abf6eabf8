"""How well the search ranks, measured on collections with judgements: `manage.py relevance`."""
