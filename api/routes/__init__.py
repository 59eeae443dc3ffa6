"""Thin: parse, call one action, answer; pages for people and JSON for programs."""
