"""Keeps a ledger up to date: folders and feeds are looked at in rounds, and people are told what is new.

In: what the user names, and nothing else. Out: a ledger that grows, messages to addresses that the user
named. Never here: a request to an address that neither the user named nor a feed of his lists.
"""
