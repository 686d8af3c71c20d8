"""Words as people search them: accents, case, word forms, in French and in English. Only text."""

from dashboard.search.analysis import Word, fold, terms, tokens, words
from dashboard.search.index import Index
from dashboard.search.query import Query, query_of

__all__ = ["Index", "Query", "Word", "fold", "query_of", "terms", "tokens", "words"]
