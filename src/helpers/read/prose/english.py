"""Promises in English prose: by 2030, at least 95 per cent of children complete primary education."""


def is_english(view):
    return False


def proposals(sentence, about):
    return []
