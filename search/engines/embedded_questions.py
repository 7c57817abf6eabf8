"""Questions to the embedded engine in tantivy's words; the plan they follow is the same for both engines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

import tantivy
from tantivy import FieldType, Occur, Query

from search.engines.base import BY_APPEARANCE, TYPE, BegunQuery, EngineQuery, NearQuery, SimilarQuery
from search.engines.plan import (
    ACROSS_BOOST,
    START_SCORE,
    TITLE_BOOST,
    Across,
    Clause,
    Way,
    across_of,
    clauses_of,
    least_of,
    ways_of,
)
from search.glossary.pivot import Group
from search.registry import PUBLIC
from search.starting import Beginning


class Questions:
    """Builds questions for one schema."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self._schema = schema

    def everything_asked(self, query: EngineQuery, filters: Mapping[str, tuple[str, ...]]) -> Query:
        """Return what a search asks, with these filters instead of its own."""
        parts = [(Occur.Must, self.any_of("audiences", sorted(query.audiences)))]
        for facet, values in filters.items():
            parts.append((Occur.Must, self.any_of(f"facets.{facet}", list(values))))
        if query.since_second:
            parts.append((Occur.Must, self._since(query.since_second)))
        if query.terms:
            parts.append((Occur.Must, self._scored(query)))
        return Query.boolean_query(parts)

    def _since(self, second: datetime) -> Query:
        later = Query.range_query(self._schema, BY_APPEARANCE, FieldType.Date, lower_bound=second, upper_bound=None)
        return Query.const_score_query(later, 0.0)

    def _scored(self, query: EngineQuery) -> Query:
        """Enough of the words themselves, or enough of what they mean in the other language."""
        asked = clauses_of(query.terms)
        clauses = [(Occur.Should, self._clause(clause)) for clause in asked]
        least = least_of(asked, query.share)
        if least > 1:
            clauses = [(Occur.Should, Query.boolean_query(clauses, minimum_number_should_match=least))]
        if query.across:
            clauses += [(Occur.Should, self._across(across)) for across in across_of(query.terms, query.share)]
        others = ways_of(query.terms, query.share, across=query.across)
        best = (Query.disjunction_max_query([self._way(way) for way in ways], 0.0) for ways in others)
        clauses += [(Occur.Should, ways) for ways in best]
        return Query.boolean_query(clauses, minimum_number_should_match=1)

    def any_of(self, field: str, values: list[str]) -> Query:
        """A filter: it admits and adds nothing to the score."""
        return Query.const_score_query(Query.term_set_query(self._schema, field, values), 0.0)

    def _clause(self, clause: Clause) -> Query:
        tokens = [(Occur.Should, self._token(token)) for token in clause.tokens]
        if clause.constants:
            pairs = zip(tokens, clause.constants, strict=True)
            tokens = [(occur, Query.const_score_query(token, constant)) for (occur, token), constant in pairs]
        return Query.boolean_query(tokens, minimum_number_should_match=1)

    def _across(self, across: Across) -> Query:
        groups = [(Occur.Should, self._group(across.field, group)) for group in across.groups]
        return Query.boolean_query(groups, minimum_number_should_match=across.minimum)

    def _group(self, field: str, group: Group) -> Query:
        tokens = [(Occur.Should, Query.term_query(self._schema, field, token, "freq")) for token in group.tokens]
        return Query.boost_query(Query.boolean_query(tokens), group.weight * ACROSS_BOOST)

    def _way(self, way: Way) -> Query:
        held = [(Occur.Must, Query.const_score_query(self._token(token), 0.0)) for token in way.held]
        scored = [(Occur.Must, self._token(token)) for token in way.tokens]
        return Query.boost_query(Query.boolean_query([*scored, *held]), way.weight)

    def _token(self, token: str) -> Query:
        title = Query.boost_query(Query.term_query(self._schema, "title", token, "freq"), TITLE_BOOST)
        text = Query.term_query(self._schema, "text", token, "freq")
        return Query.boolean_query([(Occur.Must, text), (Occur.Should, title)])

    def similar_to(self, asked: SimilarQuery) -> Query:
        """Return what asks for documents like one."""
        filters = [self.any_of("audiences", sorted(asked.audiences)), self.any_of(f"facets.{TYPE}", list(asked.types))]
        ways = [Query.boost_query(self._token(token), weight) for token, weight in asked.words]
        ways += [self._fact(tokens, constant) for tokens, constant in asked.facts]
        ways += [self._across(across) for across in asked.across]
        held = Query.boolean_query([(Occur.Should, way) for way in ways], minimum_number_should_match=1)
        return Query.boolean_query([*((Occur.Must, admits) for admits in filters), (Occur.Must, held)])

    def _fact(self, tokens: tuple[str, ...], constant: float) -> Query:
        return Query.const_score_query(Query.term_set_query(self._schema, "text", list(tokens)), constant)

    def near_to(self, asked: NearQuery) -> Query:
        """Return what asks for public documents that hold something near every token."""
        held = [(Occur.Must, self._near(asked, token)) for token in asked.tokens]
        return Query.boolean_query([(Occur.Must, self.any_of("audiences", [PUBLIC])), *held])

    def _near(self, asked: NearQuery, token: str) -> Query:
        if asked.steps:
            return Query.fuzzy_term_query(self._schema, asked.field, token, distance=asked.steps)
        return Query.term_query(self._schema, asked.field, token, "freq")

    def begun_with(self, asked: BegunQuery) -> Query:
        """Return what asks for public documents that begin like this or hold these words in their title."""
        parts = [(Occur.Must, self.any_of("audiences", [PUBLIC]))]
        if asked.types:
            parts.append((Occur.Must, self.any_of(f"facets.{TYPE}", list(asked.types))))
        return Query.boolean_query([*parts, (Occur.Must, self._begun(asked.beginning))])

    def _begun(self, beginning: Beginning) -> Query:
        start = Query.const_score_query(self._prefix("starts", beginning.whole), START_SCORE)
        words = [(Occur.Must, Query.term_query(self._schema, "title", token, "freq")) for token in beginning.tokens]
        if beginning.last:
            ways = [self._prefix("title", beginning.last)]
            ways += [Query.term_query(self._schema, "title", beginning.last_token, "freq")]
            words.append((Occur.Must, Query.boolean_query([(Occur.Should, way) for way in ways])))
        held = [(Occur.Should, Query.boolean_query(words))] if words else []
        return Query.boolean_query([(Occur.Should, start), *held])

    def _prefix(self, field: str, text: str) -> Query:
        """Terms of a field that begin with a text."""
        return Query.regex_query(self._schema, field, f"{re.escape(text)}.*")
