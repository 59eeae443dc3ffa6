"""Spiders: how Scrapy and Chromium are made to fetch under our frontier, guard and archive."""
